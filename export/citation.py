"""How a release is cited, as Libre Uso MX asks: name, initials, address, and the day it was consulted."""

from export.values import Release


def citation(release: Release) -> str:
    """With the place where whoever cites writes the day."""
    publisher = release.dataset.publisher
    who = f"{publisher.name} [{publisher.initials}]" if publisher.initials else publisher.name
    address = release.dataset.landing_page or publisher.address
    parts = [f"«{release.dataset.title}», versión {release.version}", who, address]
    return ", ".join(filter(None, parts)) + ", fecha de consulta: AAAA-MM-DD"
