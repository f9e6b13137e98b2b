prelude
import OlympiadCore.Polynomial
import OlympiadCore.Namespaces
import OlympiadCore.Set
