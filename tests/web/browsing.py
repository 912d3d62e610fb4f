"""What the tests of the pages share: the people, their password, the header of a plain file, form tokens."""

from lineholder.model.people import Role

HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"
HOST = "http://127.0.0.1"
PASSWORD = "fifteen letters and more"
WHO = {
    "Hanna Head": Role.HEAD,
    "Ana Lyst": Role.ANALYST,
    "Sam Guard": Role.SAFEGUARDING,
    "Audrey Tor": Role.AUDITOR,
}


def token_of(html: str) -> str:
    """The form token of a page."""
    return html.split('name="form_token" value="', 1)[1].split('"', 1)[0]
