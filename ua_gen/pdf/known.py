"""What pages are made of: the elements, attributes, rules and functions that may stand in one. All else is refused.

Nothing here names a file or an address, but for what `ua_gen.pdf.markup` looks at by name.
"""

ELEMENTS = frozenset(
    """
    a abbr address area article aside b bdi bdo big blockquote body br button caption center cite code col colgroup data
    datalist dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head
    header hgroup hr html i img input ins kbd label legend li link main map mark menu meta meter nav nobr object ol optgroup
    option output p picture pre progress q rb rp rt rtc ruby s samp search section select small source span strike strong
    style sub summary sup table tbody td textarea tfoot th thead time title tr tt u ul var wbr
    """.split()
)
ATTRIBUTES = frozenset(
    """
    abbr accept-charset accesskey align alt autocapitalize autocomplete autofocus axis bgcolor border bordercolor
    cellpadding cellspacing char charoff charset checked class clear color cols colspan compact content contenteditable
    coords crossorigin datetime decoding default dir dirname disabled draggable enctype enterkeyhint face fetchpriority for
    form frame frameborder headers height hidden high hreflang hspace http-equiv id inert inputmode itemid itemprop itemref
    itemscope itemtype ismap kind label lang list loading low marginheight marginwidth max maxlength media method min
    minlength multiple name noshade novalidate nowrap open optimum part pattern placeholder popover prefix property
    readonly referrerpolicy rel required rev reversed role rows rowspan rules scope selected shape size sizes slot span
    spellcheck start step style summary tabindex target title translate type typeof usemap valign value vspace width
    wrap xmlns
    """.split()
)
# Of `meta`: what is only said, and what a reader's program does nothing for.
META_NAMES = frozenset(
    "author color-scheme copyright date description format-detection generator keywords language referrer robots "
    "theme-color viewport".split()
)
META_HEADERS = frozenset("content-language content-type default-style x-ua-compatible".split())

DRAWN = frozenset(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter
    g image line linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop style svg
    switch symbol text textPath title tspan use view
    """.split()
)
# Of drawings: what would be an address, or a command. Their other attributes are looked into for `url( … )`.
NOT_DRAWN = frozenset("attributename base href src data poster background action formaction srcset ping".split())

RULES = frozenset(
    """
    charset color-profile container counter-style font-face font-feature-values font-palette-values footnote import keyframes
    layer media namespace page property scope starting-style supports swash annotation ornaments styleset stylistic
    character-variant historical-forms top-left-corner top-left top-center top-right top-right-corner bottom-left-corner
    bottom-left bottom-center bottom-right bottom-right-corner left-top left-middle left-bottom right-top right-middle
    right-bottom -webkit-keyframes -moz-keyframes viewport -ms-viewport position-try view-transition
    """.split()
)
FUNCTIONS = frozenset(
    """
    abs acos asin atan atan2 attr blur brightness calc calc-size circle clamp color color-mix conic-gradient content contrast
    cos counter counters cubic-bezier device-cmyk drop-shadow element ellipse env exp fit-content format grayscale hsl hsla
    hue-rotate hwb hypot inset invert lab lch leader light-dark linear linear-gradient local log matrix matrix3d max min
    minmax mod oklab oklch opacity path perspective polygon pow radial-gradient ray rect rem repeat
    repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba rotate rotate3d rotatex rotatey
    rotatez round running saturate scale scale3d scalex scaley scalez sepia shape sign sin skew skewx skewy sqrt steps
    string style superellipse symbols tan target-counter target-counters target-text tech translate translate3d translatex
    translatey translatez var xywh -webkit-linear-gradient -webkit-radial-gradient -moz-linear-gradient -webkit-gradient
    selector supports layer font-tech font-format scroll view anchor anchor-size first last from to color-stop
    active-view-transition-type any cue current dir has highlight host host-context is lang matches not nth nth-child nth-col
    nth-last-child nth-last-col nth-last-of-type nth-of-type part picker slotted state where -moz-any -webkit-any
    annotation character-variant ornaments styleset stylistic swash
    """.split()
)
