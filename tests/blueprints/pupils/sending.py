"""Send a file as a browser does."""

from secrets import token_hex

from bs4 import BeautifulSoup

from tests.pages import Visitor


def send_file(
    visitor: Visitor, url: str, data: bytes, *, name: str = "lijst.csv", status: int = 200
) -> BeautifulSoup:
    """Open a page and send a file to it.

    The body is written here: Werkzeug's client leaves the temporary file open in which it writes a
    large one.
    """
    visitor.get(url)
    border = token_hex(8)
    part = f"--{border}\r\nContent-Disposition: form-data; name="
    body = (
        f'{part}"csrf_token"\r\n\r\n{visitor.token}\r\n'
        f'{part}"file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    ).encode() + data
    answer = visitor.client.post(
        url,
        data=body + f"\r\n--{border}--\r\n".encode(),
        content_type=f"multipart/form-data; boundary={border}",
        follow_redirects=True,
    )
    return visitor._read(answer, status)
