/// TeX's names for characters.
enum TeXSymbols {
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "hbar": "ℏ", "nabla": "∇", "partial": "∂",
    "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫", "forall": "∀", "exists": "∃", "emptyset": "∅", "degree": "°",
    "circ": "°", "prime": "′", "dots": "…", "ldots": "…", "cdots": "⋯", "top": "⊤", "bot": "⊥", "star": "⋆",
    "langle": "⟨", "rangle": "⟩", "lVert": "‖", "rVert": "‖", "Vert": "‖", "vert": "|", "mid": "|", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "quad": "\u{2003}", "qquad": "\u{2003}\u{2003}", "backslash": "\\",
  ]

  /// What is set with room on both sides.
  static let relations: [String: String] = [
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "equiv": "≡",
    "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩", "times": "×",
    "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "mapsto": "↦",
    "uparrow": "↑", "downarrow": "↓", "parallel": "∥", "perp": "⊥", "setminus": "∖", "wedge": "∧", "vee": "∨",
  ]

  /// Functions that TeX sets upright.
  static let functions: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "max", "min", "arg", "argmax", "argmin", "lim",
    "sup", "inf", "det", "dim", "Pr", "sgn", "softmax",
  ]

  static let accents: [String: Character] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{304}", "tilde": "\u{303}",
    "widetilde": "\u{303}", "dot": "\u{307}", "ddot": "\u{308}", "vec": "\u{20D7}",
  ]

  static let spaces: [Character: String] = [
    ",": "\u{2009}", ":": "\u{2005}", ";": "\u{2004}", "!": "", " ": " ", "|": "‖", "\\": " ",
  ]

  /// Alphabets whose letters are characters of their own.
  enum Alphabet {
    case calligraphic
    case blackboard

    /// The letter in this alphabet, or nil where it has none.
    func letter(_ letter: Character) -> Character? {
      guard letter.isASCII, letter.isLetter, let code = letter.unicodeScalars.first?.value else { return nil }
      // Some letters had their place in Unicode before the alphabets came.
      let exceptions: [Character: Character] =
        switch self {
        case .calligraphic:
          [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
            "o": "ℴ",
          ]
        case .blackboard: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
        }
      if let exception = exceptions[letter] { return exception }
      let first: UInt32 = self == .calligraphic ? 0x1D49C : 0x1D538
      let index = code >= 0x61 ? code - 0x61 + 26 : code - 0x41
      return Unicode.Scalar(first + index).map(Character.init)
    }
  }
}
