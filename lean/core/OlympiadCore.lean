prelude
import OlympiadCore.Finset
