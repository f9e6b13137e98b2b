"""Generates with the embedded model: several answers in lockstep, each streamed as it grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prover.llm.own_models import EMBEDDED_CONTEXT


@dataclass
class Stream:
    """One answer in the making. `messages` as the protocol has them; `on_text` gets each new
    piece; `cancelled` is set by whoever no longer wants it."""

    messages: list[dict[str, str]]
    max_tokens: int
    temperature: float
    seed: int | None
    on_text: Callable[[str], None]
    cancelled: bool = False
    prompt_tokens: int = 0
    tokens: list[int] = field(default_factory=list)
    finish_reason: str | None = None
    _shown: int = 0

    def take(self, token: int, decode: Callable[[list[int]], str], ends: frozenset[int]) -> None:
        """Take in the next token."""
        if token in ends:
            self._show(decode(self.tokens), last=True)
            self.finish_reason = "stop"
            return
        self.tokens.append(token)
        full = len(self.tokens) >= self.max_tokens
        self._show(decode(self.tokens), last=full)
        if full:
            self.finish_reason = "length"

    def _show(self, text: str, *, last: bool) -> None:
        # A replacement character at the end is a letter whose bytes have not all come yet.
        if not last and text.endswith("\ufffd"):
            return
        if len(text) > self._shown:
            self.on_text(text[self._shown :])
            self._shown = len(text)


class Generator:
    """The loaded model. `run` blocks and is to be called from one thread at a time."""

    def __init__(self, weights: Path, *, threads: int | None = None) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        if threads is not None:
            torch.set_num_threads(threads)
        self._torch = torch
        folder, name = str(weights.parent), weights.name
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, gguf_file=name)
        self._model: Any = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name)
        self._model.eval()
        ends = (self._tokenizer.eos_token_id, self._tokenizer.convert_tokens_to_ids("<|im_end|>"))
        self._ends = frozenset(end for end in ends if end is not None)

    def encode(self, messages: Sequence[dict[str, str]]) -> list[int]:
        """The tokens of a prompt with the mark that an answer follows."""
        text = self._tokenizer.apply_chat_template(
            list(messages), add_generation_prompt=True, tokenize=False
        )
        tokens: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return tokens

    def run(self, streams: Sequence[Stream]) -> None:
        """Generate all streams to their end, or until they are cancelled.

        A prompt that is too long for the model is cut at its beginning, as far as it must be.
        """
        with self._torch.inference_mode():
            self._run(streams)

    def _run(self, streams: Sequence[Stream]) -> None:
        torch = self._torch
        prompts = []
        for stream in streams:
            stream.max_tokens = max(1, min(stream.max_tokens, EMBEDDED_CONTEXT // 2))
            prompts.append(self.encode(stream.messages)[-(EMBEDDED_CONTEXT - stream.max_tokens) :])
            stream.prompt_tokens = len(prompts[-1])
        width = max(map(len, prompts))
        pad = self._tokenizer.pad_token_id or 0
        tokens = torch.tensor([[pad] * (width - len(p)) + p for p in prompts])
        mask = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts])
        sources = [_source(torch, stream) for stream in streams]
        cache = None
        while any(s.finish_reason is None and not s.cancelled for s in streams):
            positions = (mask.cumsum(-1) - 1).clamp(min=0)[:, -tokens.shape[1] :]
            out = self._model(
                input_ids=tokens,
                attention_mask=mask,
                position_ids=positions,
                past_key_values=cache,
                use_cache=True,
                logits_to_keep=1,
            )
            cache = out.past_key_values
            chosen = []
            for row, stream in enumerate(streams):
                token = self._choose(out.logits[row, -1], stream.temperature, sources[row])
                chosen.append([token])
                if stream.finish_reason is None and not stream.cancelled:
                    stream.take(token, self._decode, self._ends)
            tokens = torch.tensor(chosen)
            mask = torch.cat([mask, torch.ones_like(tokens)], dim=1)

    def _choose(self, logits: Any, temperature: float, source: Any) -> int:
        if temperature <= 0:
            return int(logits.argmax())
        chances = self._torch.softmax(logits.float() / temperature, -1)
        return int(self._torch.multinomial(chances, 1, generator=source))

    def _decode(self, tokens: list[int]) -> str:
        text: str = self._tokenizer.decode(tokens, skip_special_tokens=True)
        return text


def _source(torch: Any, stream: Stream) -> Any:
    source = torch.Generator()
    if stream.seed is None:
        source.seed()
    else:
        source.manual_seed(stream.seed % 2**63)
    return source
