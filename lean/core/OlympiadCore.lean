prelude
import OlympiadCore.Real
import OlympiadCore.Namespaces
import OlympiadCore.Set
