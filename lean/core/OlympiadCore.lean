prelude
import OlympiadCore.Structures
import OlympiadCore.Namespaces
import OlympiadCore.Set
