"""Zip archives that are broken."""

import io
import struct
import zipfile

import pytest

from imss_facts.errors import InputError
from imss_facts.readers.archives import Archive


def with_member_at(offset):
    """An archive whose only member is said (by the ZIP64 field of its directory) to begin at an offset."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "Hay 7 camas.")
    data = bytearray(made.getvalue())
    entry, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    field = struct.pack("<HHQ", 1, 8, offset)
    struct.pack_into("<L", data, end + 12, end - entry + len(field))
    struct.pack_into("<H", data, entry + 30, len(field))
    struct.pack_into("<L", data, entry + 42, 0xFFFFFFFF)
    name_end = entry + 46 + len("a.txt")
    data[name_end:name_end] = field
    return bytes(data)


def test_a_member_is_found_by_its_offset():
    archive = Archive(io.BytesIO(with_member_at(0)))
    (member,) = archive.members()
    assert archive.read(member, 100) == b"Hay 7 camas."


@pytest.mark.parametrize("offset", [7, 2**62, 2**63, 2**64 - 1])
@pytest.mark.parametrize("on_disk", [True, False])
def test_a_member_that_cannot_be_where_it_is_said_to_be(tmp_path, offset, on_disk):
    path = tmp_path / "a.zip"
    path.write_bytes(with_member_at(offset))
    with path.open("rb") if on_disk else io.BytesIO(path.read_bytes()) as stream:
        archive = Archive(stream)
        (member,) = archive.members()
        with pytest.raises(InputError, match=r"^cannot be unpacked \(.+\); fetch or pack the archive again$"):
            archive.read(member, 100)
