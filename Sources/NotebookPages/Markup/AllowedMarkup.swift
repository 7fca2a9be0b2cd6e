/// The elements and attributes that a page takes from prose and from what cells display: those that say how something
/// looks and what it means, none that acts.
enum AllowedMarkup {
  /// In lower case, as are all names here.
  static func contains(element: String) -> Bool {
    html.contains(element) || svg.contains(element) || math.contains(element)
  }

  /// Elements that have no content.
  static let void: Set<String> = names("area base br col embed hr img input link meta source track wbr")
  /// Elements whose end may be left to the browser.
  static let endingByThemselves: Set<String> = names("p li dt dd tr td th thead tbody tfoot colgroup caption rt rp")
  /// Elements whose content is no markup, or that go together with all that they hold.
  static let wholly: Set<String> = names(
    "script style iframe noembed noframes noscript xmp plaintext title textarea select object applet template frameset")

  static func contains(attribute: String, of element: String) -> Bool {
    global.contains(attribute) || attribute.hasPrefix("aria-") || attribute.hasPrefix("data-")
      || (svg.contains(element) ? svgAttributes : htmlAttributes).contains(attribute)
      || math.contains(element) && mathAttributes.contains(attribute)
  }

  /// Attributes that hold an address.
  static let addresses: Set<String> = ["href", "src", "xlink:href"]

  private static func names(_ list: String) -> Set<String> { Set(list.split { $0.isWhitespace }.map(String.init)) }

  private static let html = names(
    """
    a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd del details
    dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark menu meter
    nav ol p pre progress q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th
    thead time tr tt u ul var wbr audio video
    """)

  private static let svg = names(
    """
    svg g path rect circle ellipse line polyline polygon text tspan textpath defs clippath mask marker pattern
    lineargradient radialgradient stop use symbol image title desc style switch view filter feblend fecolormatrix
    fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow
    feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge femergenode femorphology feoffset fepointlight
    fespecularlighting fespotlight fetile feturbulence
    """)

  private static let math = names(
    """
    math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover
    munderover mmultiscripts mprescripts mtable mtr mtd menclose semantics annotation
    """)

  private static let global = names("id class title lang dir style role hidden translate xmlns xml:lang xml:space")

  private static let htmlAttributes = names(
    """
    href src alt width height align valign colspan rowspan scope headers span start reversed type value min max low high
    optimum datetime open border cellpadding cellspacing bgcolor color face size download name controls
    loop muted preload loading abbr
    """
  )

  private static let mathAttributes = names(
    "display mathvariant mathsize mathcolor mathbackground stretchy fence separator lspace rspace accent accentunder "
      + "linethickness columnalign rowalign columnspacing rowspacing width height depth voffset notation encoding "
      + "displaystyle scriptlevel minsize maxsize symmetric largeop movablelimits form")

  private static let svgAttributes = names(
    """
    href xlink:href xmlns:xlink version viewbox preserveaspectratio x y x1 y1 x2 y2 z cx cy r rx ry fx fy fr d points width
    height transform transform-origin pathlength dx dy rotate textlength lengthadjust startoffset method spacing side
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity color display visibility overflow clip-path clip-rule mask mask-type filter
    paint-order vector-effect shape-rendering text-rendering image-rendering color-interpolation
    color-interpolation-filters pointer-events cursor font-family font-size font-size-adjust font-stretch font-style
    font-variant font-weight text-anchor text-decoration letter-spacing word-spacing dominant-baseline
    alignment-baseline baseline-shift writing-mode direction unicode-bidi glyph-orientation-vertical marker-start
    marker-mid marker-end markerwidth markerheight markerunits refx refy orient clippathunits maskunits
    maskcontentunits patternunits patterncontentunits patterntransform gradientunits gradienttransform spreadmethod
    offset stop-color stop-opacity filterunits primitiveunits in in2 result mode type values stddeviation edgemode
    tablevalues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelmatrix divisor bias targetx targety
    preservealpha surfacescale diffuseconstant specularconstant specularexponent kernelunitlength scale
    xchannelselector ychannelselector flood-color flood-opacity lighting-color azimuth elevation radius basefrequency
    numoctaves seed stitchtiles pointsatx pointsaty pointsatz limitingconeangle media systemlanguage focusable
    requiredextensions requiredfeatures enable-background
    """
  )
}
