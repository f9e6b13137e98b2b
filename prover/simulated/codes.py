"""What a simulated text is, carried by the text itself.

Every simulated problem, proof, lemma and objection has a code in it, such as `\\tag{K7Q...}`. It
says to the simulator, and by its encryption to nobody else, whether the text is right. So the
simulator needs no memory, knows the truth about any text that comes back to it through any
pipeline, and a text can be copied, quoted and rewritten.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from dataclasses import dataclass
from enum import IntEnum

_LAYOUT = struct.Struct(">BIBBBBhI")
_CHECK_BYTES = 3
_CODE = re.compile(r"K[A-Z2-7]{29}(?![A-Z2-7])")
_SCALE = 4096.0


class Kind(IntEnum):
    """What a code stands for."""

    PROBLEM = 1
    PROOF = 2
    LEMMA = 3
    OBJECTION = 4


class Quality(IntEnum):
    """Of a proof: right, a near miss, or on a wrong track. Of an objection: true or not."""

    WRONG = 0
    GAP = 1
    RIGHT = 2


@dataclass(frozen=True)
class Code:
    """The content of a code.

    `lemma` is 0 for the problem itself, else the number of one of its lemmas, of whose negation
    when `negated`. `answer` numbers the final answer given (0: the right one). `depth` counts
    refinements, `look` says how right it looks (standard normal), `nonce` tells texts apart.
    """

    kind: Kind
    problem: int
    lemma: int = 0
    negated: bool = False
    quality: Quality = Quality.WRONG
    answer: int = 0
    depth: int = 0
    look: float = 0.0
    nonce: int = 0

    @property
    def right(self) -> bool:
        """Whether it is a proof, or a true objection."""
        return self.quality is Quality.RIGHT


class Codec:
    """Writes and finds the codes of one simulated world."""

    def __init__(self, seed: int) -> None:
        self._key = hashlib.blake2b(f"olympiad simulator {seed}".encode(), digest_size=32).digest()

    def write(self, code: Code) -> str:
        """The code as text: a K and 29 characters of base 32."""
        look = max(-32_768, min(32_767, round(code.look * _SCALE)))
        payload = _LAYOUT.pack(
            code.kind,
            code.problem,
            code.lemma | (0x80 if code.negated else 0),
            code.quality,
            code.answer,
            min(code.depth, 255),
            look,
            code.nonce & 0xFFFFFFFF,
        )
        check = self._digest(payload, _CHECK_BYTES, b"check")
        mask = self._digest(check, len(payload), b"mask")
        sealed = check + bytes(a ^ b for a, b in zip(payload, mask, strict=True))
        return "K" + base64.b32encode(sealed).decode().rstrip("=")

    def read(self, text: str) -> Code | None:
        """The code that `text` is; None when it is none of this world."""
        try:
            sealed = base64.b32decode(text[1:] + "=" * (-len(text[1:]) % 8))
        except ValueError:
            return None
        check, hidden = sealed[:_CHECK_BYTES], sealed[_CHECK_BYTES:]
        if len(hidden) != _LAYOUT.size:
            return None
        mask = self._digest(check, len(hidden), b"mask")
        payload = bytes(a ^ b for a, b in zip(hidden, mask, strict=True))
        if self._digest(payload, _CHECK_BYTES, b"check") != check:
            return None
        kind, problem, lemma, quality, answer, depth, look, nonce = _LAYOUT.unpack(payload)
        return Code(
            Kind(kind), problem, lemma & 0x7F, bool(lemma & 0x80), Quality(quality), answer,
            depth, look / _SCALE, nonce,
        )  # fmt: skip

    def find(self, text: str, kind: Kind | None = None) -> list[Code]:
        """All codes in `text` in order, each once; of one kind when asked."""
        found = dict.fromkeys(_CODE.findall(text))
        codes = [code for one in found if (code := self.read(one)) is not None]
        return codes if kind is None else [code for code in codes if code.kind is kind]

    def _digest(self, data: bytes, size: int, use: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=size, key=self._key, person=use).digest()
