prelude
import OlympiadCore.RealFun
import OlympiadCore.Namespaces
import OlympiadCore.Set
