prelude
import OlympiadCore.Nat
