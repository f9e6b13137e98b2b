prelude
import OlympiadCore.Combinatorics
import OlympiadCore.Namespaces
import OlympiadCore.Set
