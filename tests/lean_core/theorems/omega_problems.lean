-- One hundred linear problems over Nat and Int, each for `omega` alone.
theorem o001 (a b : Nat) (h : a < b) : a + 1 ≤ b := by omega
theorem o002 (a b c : Nat) (h : a ≤ b) (k : b ≤ c) : a ≤ c := by omega
theorem o003 (a b : Nat) (h : a + b = 0) : a = 0 ∧ b = 0 := by omega
theorem o004 (a b c : Nat) (h : a + c < b + c) : a < b := by omega
theorem o005 (a b : Nat) (h : a ≤ b) : a + (b - a) = b := by omega
theorem o006 (a b c : Nat) : a - b - c = a - (b + c) := by omega
theorem o007 (a b : Nat) : a - b ≤ a := by omega
theorem o008 (a b : Nat) (h : a - b = 0) (k : b - a = 0) : a = b := by omega
theorem o009 (a b : Nat) (h : 2 * a + 1 = 2 * b) : False := by omega
theorem o010 (a b c : Nat) (h : 3 * a + 6 * b = 9 * c + 1) : False := by omega
theorem o011 (n : Nat) : n % 2 < 2 := by omega
theorem o012 (n : Nat) : n / 2 ≤ n := by omega
theorem o013 (n : Nat) : 2 * (n / 2) + n % 2 = n := by omega
theorem o014 (n : Nat) (h : n % 6 = 5) : n % 3 = 2 := by omega
theorem o015 (n : Nat) (h : n % 6 = 5) : n % 2 = 1 := by omega
theorem o016 (n : Nat) (h : n % 2 = 1) (k : n % 3 = 2) : n % 6 = 5 := by omega
theorem o017 (n : Nat) (h : 4 ∣ n) : 2 ∣ n := by omega
theorem o018 (n : Nat) (h : 2 ∣ n) (k : 3 ∣ n) : 6 ∣ n := by omega
theorem o019 (n : Nat) (h : 6 ∣ n) : 3 ∣ n ∧ 2 ∣ n := by omega
theorem o020 (n : Nat) (h : ¬2 ∣ n) : n % 2 = 1 := by omega
theorem o021 (n : Nat) (h : ¬2 ∣ n) : 2 ∣ n + 1 := by omega
theorem o022 (m n : Nat) (h : m % 5 = 2) (k : n % 5 = 3) : (m + n) % 5 = 0 := by omega
theorem o023 (n : Nat) (h : n < 10) (k : n % 4 = 3) : n = 3 ∨ n = 7 := by omega
theorem o024 (n : Nat) (h : 10 < n) (k : n < 12) : n = 11 := by omega
theorem o025 (a b : Nat) (h : a + b = 10) (k : a - b = 4) (l : b ≤ a) : a = 7 := by omega
theorem o026 (x y : Int) (h : x + y = 3) (k : x - y = 1) : x = 2 ∧ y = 1 := by omega
theorem o027 (x y : Int) (h : 2 * x + 3 * y = 7) (k : x = 2) : y = 1 := by omega
theorem o028 (x : Int) (h : 0 < x) (k : x < 2) : x = 1 := by omega
theorem o029 (x : Int) : x < x + 1 := by omega
theorem o030 (x y : Int) (h : x < y) : x + 1 ≤ y := by omega
theorem o031 (x y : Int) (h : x ≤ y) : -y ≤ -x := by omega
theorem o032 (x y : Int) (h : ¬x ≤ y) : y < x := by omega
theorem o033 (x y z : Int) (h : x < y) (k : y < z) : x + 2 ≤ z := by omega
theorem o034 (x : Int) (h : 2 * x = 5) : False := by omega
theorem o035 (x y : Int) (h : 4 * x - 6 * y = 3) : False := by omega
theorem o036 (x y z : Int) (h : 6 * x + 10 * y + 15 * z = 1) (hx : z = 1) : 3 * x + 5 * y = -7 := by omega
theorem o037 (x : Int) (h : x % 2 = 1) : (x + 1) % 2 = 0 := by omega
theorem o038 (x : Int) : x % 2 = 0 ∨ x % 2 = 1 := by omega
theorem o039 (x : Int) : 0 ≤ x % 7 ∧ x % 7 < 7 := by omega
theorem o040 (x : Int) : 7 * (x / 7) ≤ x := by omega
theorem o041 (x : Int) : x < 7 * (x / 7) + 7 := by omega
theorem o042 (x : Int) (h : -3 ≤ x) (k : x ≤ -2) : x = -3 ∨ x = -2 := by omega
theorem o043 (x : Int) (h : x / 2 = 3) : x = 6 ∨ x = 7 := by omega
theorem o044 (x : Int) (h : x / 3 = -1) : -3 ≤ x ∧ x < 0 := by omega
theorem o045 (x y : Int) (h : 3 ∣ x) (k : 3 ∣ y) : 3 ∣ x + y := by omega
theorem o046 (x y : Int) (h : 3 ∣ x + y) (k : 3 ∣ y) : 3 ∣ x := by omega
theorem o047 (x : Int) (h : ¬3 ∣ x) : x % 3 = 1 ∨ x % 3 = 2 := by omega
theorem o048 (x y : Int) : min x y ≤ x := by omega
theorem o049 (x y : Int) : max x y + min x y = x + y := by omega
theorem o050 (x y : Nat) : max x y + min x y = x + y := by omega
theorem o051 (x : Int) : x ≤ x.natAbs := by omega
theorem o052 (x : Int) (h : x < 0) : (x.natAbs : Int) = -x := by omega
theorem o053 (x : Int) (h : x.natAbs = 3) : x = 3 ∨ x = -3 := by omega
theorem o054 (a b : Nat) (h : (a : Int) = b) : a = b := by omega
theorem o055 (a b : Nat) (h : (a : Int) < b) : a < b := by omega
theorem o056 (a b : Nat) (h : b ≤ a) : ((a - b : Nat) : Int) = a - b := by omega
theorem o057 (p q : Prop) (a : Nat) (h : p ∧ a = 1) : a < 2 := by omega
theorem o058 (a : Nat) (h : a = 1 ∨ a = 2 ∨ a = 3) : a < 4 := by omega
theorem o059 (a b : Nat) (h : a < b ∨ b < a) : a ≠ b := by omega
theorem o060 (a b : Nat) (h : a ≠ b) (k : ¬a < b) : b < a := by omega
theorem o061 (a b : Nat) (h : a = b ↔ a = 3) (k : a = 3) : b = 3 := by omega
theorem o062 (a b : Nat) (h : a < 3 → b = 5) (k : a = 2) : b = 5 := by omega
theorem o063 (a : Nat) (h : ¬(a < 3 ∧ a < 5)) : 3 ≤ a := by omega
theorem o064 (a : Nat) (h : ¬(a < 3 ∨ 5 < a)) : 3 ≤ a ∧ a ≤ 5 := by omega
theorem o065 (a b c d : Nat) (h : a < b) (k : c < d) : a + c + 2 ≤ b + d := by omega
theorem o066 (a b c d e : Nat) (h : a < b) (k : b < c) (l : c < d) (m : d < e) : a + 4 ≤ e := by omega
theorem o067 (x y z : Int) (h : x + y + z = 6) (k : x = y) (l : y = z) : x = 2 := by omega
theorem o068 (x y z : Int) (h : x + y = 5) (k : y + z = 7) (l : x + z = 6) : x = 2 ∧ y = 3 ∧ z = 4 := by omega
theorem o069 (x y z w : Int) (h : x + y = z + w) (k : x - y = z - w) : x = z := by omega
theorem o070 (x y : Int) (h : 5 * x + 3 * y = 1) (k : 0 ≤ x) (l : x < 3) : x = 2 ∧ y = -3 := by omega
theorem o071 (x y : Int) (h : 7 * x = 3 * y) (k : 0 < x) (l : x < 4) : x = 3 ∧ y = 7 := by omega
theorem o072 (x y : Int) (h : 12 * x + 18 * y = 30) (k : y = 1) : x = 1 := by omega
theorem o073 (a b : Nat) (h : 3 * a = 5 * b) : 5 ∣ a := by omega
theorem o074 (a b : Nat) (h : 3 * a = 5 * b) : 3 ∣ b := by omega
theorem o075 (a b : Nat) (h : 4 * a + 7 * b = 40) (k : 0 < b) : a = 3 ∧ b = 4 := by omega
theorem o076 (a : Nat) (h : a * 3 < 10) : a ≤ 3 := by omega
theorem o077 (a : Nat) (h : 10 < a * 3) : 4 ≤ a := by omega
theorem o078 (a : Nat) (h : a / 10 = 4) (k : a % 10 = 2) : a = 42 := by omega
theorem o079 (a b : Nat) (h : a = 10 * b + 7) : a % 10 = 7 ∧ a / 10 = b := by omega
theorem o080 (a : Nat) : (a + 3) % 3 = a % 3 := by omega
theorem o081 (a : Nat) : (a + a) % 2 = 0 := by omega
theorem o082 (a : Nat) : (3 * a + 4) % 3 = 1 := by omega
theorem o083 (a b : Nat) (h : a % 7 = b % 7) : 7 ∣ a + 6 * b := by omega
theorem o084 (a : Nat) (h : a % 12 = 7) : a % 4 = 3 ∧ a % 3 = 1 := by omega
theorem o085 (a : Nat) (h : a % 4 = 3) (k : a % 3 = 1) : a % 12 = 7 := by omega
theorem o086 (a : Nat) (h : a < 100) (k : a % 9 = 0) (l : a % 11 = 0) : a = 0 ∨ a = 99 := by omega
theorem o087 (x : Int) (h : x % 10 = 3) (k : 20 < x) (l : x < 30) : x = 23 := by omega
theorem o088 (x : Int) (h : 5 ∣ x) (k : 0 < x) (l : x < 9) : x = 5 := by omega
theorem o089 (x y : Int) (h : x % 4 = 1) (k : y % 4 = 3) : (x + y) % 4 = 0 := by omega
theorem o090 (x y : Int) (h : 2 ∣ x + y) : 2 ∣ x - y := by omega
theorem o091 (x y : Int) (h : 2 * x + y = 10) (k : x + 2 * y = 8) : x = 4 ∧ y = 2 := by omega
theorem o092 (x y : Int) (h : 3 * x + 2 * y ≤ 4) (k : 1 ≤ x) (l : 1 ≤ y) : False := by omega
theorem o093 (x y : Int) (h : x + y ≤ 10) (k : 6 ≤ x) (l : 5 ≤ y) : False := by omega
theorem o094 (x y : Int) (h : x ≤ 3 * y) (k : 2 * y ≤ x - 4) : 4 ≤ y := by omega
theorem o095 (a b c : Nat) (h : a + b ≤ c) : a ≤ c - b := by omega
theorem o096 (a b c : Nat) (h : a - b < c) (k : 0 < c) : a < b + c := by omega
theorem o097 (i n : Nat) (h : i < n) : n - 1 - (n - 1 - i) = i := by omega
theorem o098 (i j n : Nat) (h : i < j) (k : j < n) : n - j < n - i := by omega
theorem o099 (n : Nat) (h : 2 ^ (n + 1) = 16) : 2 ^ n = 8 := by omega
theorem o100 (a b : Int) (h : (if a < b then (1 : Int) else 2) = 1) : a < b := by omega
