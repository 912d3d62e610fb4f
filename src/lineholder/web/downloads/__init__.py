"""The downloads: a file each, and a line here."""

from lineholder.web.download import Download
from lineholder.web.downloads import report

DOWNLOADS: tuple[Download, ...] = (report.DOWNLOAD,)
