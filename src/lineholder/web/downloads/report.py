"""Report: a product as a file, of the period in the address or the last that the ledger tells."""

from lineholder.model.errors import NotFound
from lineholder.model.people import Permission
from lineholder.model.product import ProductForm, ProductKind
from lineholder.paper.write import MEDIA, write
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.products import product
from lineholder.web import period
from lineholder.web.download import Download, Sent
from lineholder.web.page import Ask


def make(ask: Ask) -> Sent:
    """The product and format that the path names."""
    kinds = {kind.value: kind for kind in ProductKind}
    forms = {form.value: form for form in ProductForm}
    kind, form = kinds.get(ask.path["kind"]), forms.get(ask.path["form"])
    if kind is None or form is None:
        raise NotFound(
            f"Expected one of {', '.join(kinds)} as one of {', '.join(forms)}; found "
            f"{ask.path['kind']!r} as {ask.path['form']!r}."
        )
    asked = Asked(*period.asked(ask).ends)
    made = product(ask.store, ask.actor, ask.scope, kind, asked, form)
    return Sent(made.file_name(form), MEDIA[form], write(made, form))


DOWNLOAD = Download("/outcomes/report/{kind}.{form}", Permission.READ, make)
