prelude
import OlympiadCore.Rat
import OlympiadCore.Namespaces
import OlympiadCore.Set
