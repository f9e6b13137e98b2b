"""Where the next token goes: arms, beliefs, effort, presets."""
