-- So that a file without `prelude` meets our core where it looks for Lean's own `Init`.
prelude
import OlympiadCore
