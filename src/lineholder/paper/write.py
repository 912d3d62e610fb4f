"""Write: a product as the bytes of a file, and the type that a browser is told."""

from lineholder.model.product import Product, ProductForm

MEDIA = {
    ProductForm.CSV: "text/csv; charset=utf-8",
    ProductForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ProductForm.PDF: "application/pdf",
}


def write(product: Product, form: ProductForm) -> bytes:
    """The file. Its libraries are loaded only for the format that needs them."""
    if form is ProductForm.CSV:
        from lineholder.paper.comma import csv_bytes

        return csv_bytes(product)
    if form is ProductForm.XLSX:
        from lineholder.paper.sheets import xlsx_bytes

        return xlsx_bytes(product)
    from lineholder.paper.pages import pdf_bytes

    return pdf_bytes(product)
