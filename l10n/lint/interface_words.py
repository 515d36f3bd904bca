"""Words of interfaces, as they stand alone on buttons and labels.

`Save` and `Redis` look alike; a word of these is a word, and any other may be somebody's name.
"""

WORDS = frozenset(
    """
    about accept access account accounts action actions active activity add added address admin
    advanced album albums alert alerts all allow amount anonymous answer anti any app appearance
    apply approve archive archived article articles ascending assets attachment attachments
    audio authentication author auto automatic avatar average back background backup balance ban
    banned basic behavior behaviour birthday block blocked blog board body bold bookmark
    bookmarks bottom box browse browser bug business button buttons buy calendar call camera
    cancel canceled cancelled caption card cart categories category center change changes
    channel channels charge chart chat check checkout choose city clear click client clients
    clone close closed code collapse collection collections color colors column columns comment
    comments community company complete completed configuration configure confirm connect
    connected connection contact contacts content contents continue cookie cookies copied copy
    cost country cover create created creator credentials critical currency current custom
    customer customers customize daily dark dashboard data date day days deactivate debug
    decrease default delete deleted delivery deny department descending description design
    desktop destination detail details developer developers device devices dialog dimensions
    directory disable disabled discard disconnect discount discover dismiss display docs
    document documentation documents domain done down download downloads draft drafts driver
    duplicate duration edit edited editor email emails empty enable enabled end enter error
    errors event events example examples excellent exit expand expired expires explore export
    extension external failed failure false favorite favorites feature featured features feed
    feedback female field fields file files filter filters find finish finished first folder
    folders follow followers following font footer forbidden format forum forward free frequency
    fri friday friend friends from full gallery game games gender general generate global good
    grid group groups guest guide header heading height hello help hidden hide high highlight
    history home host hour hours icon id identifier idle image images import important in
    inactive inbox income increase index info information input insert install instance
    instructions integration integrations internal interval invalid invitation invite invoice ip
    italic item items job join joined keep key keyboard keys keyword keywords kind label labels
    language languages large last later latest layout learn leave left legal length less level
    library license light like likes limit link links list live load loading local location lock
    log login logo logout logs loop low mail main maintenance male manage manager manual map
    maximum me media medium member members memory mention menu message messages method middle
    minimum minute minutes missing mode moderate moderator modified mon monday month monthly
    months more move movie music mute muted my name navigation network never new newest news
    next nickname night no none normal not note notes nothing notice notification notifications
    now number numbers off offline ok okay old oldest on online open opened optional options or
    order orders organization other others out outgoing output overview owner owners page pages
    paid panel paragraph parent password passwords paste path pause paused pay payload payment
    payments pending people permission permissions personal phone photo photos picture pin
    pinned place plan plans play playlist please plus policy popular portfolio position post
    posts power preferences premium press preview previous price pricing primary print priority
    privacy private problem processing product production products profile profiles progress
    project projects properties protected provider public publish published publisher purchase
    quality quantity query question questions queue quick quit quote random range rate rating
    ratio read ready reason recent recommended recover red redo refresh refund region register
    registration reject related release reload remember remove removed rename replace replies
    reply report reports request requests required reset resize resolution resolve resolved
    resource resources response restart restore restricted result results resume retry return
    reverse review reviews revoke right role roles room rotate row rows rule rules run running
    safety sale sales sat saturday save saved schedule scheduled score search second seconds
    secret section security see select selected selection send sender sent series service
    services session sessions set settings setup share shared shipping shop short shortcut
    shortcuts show shuffle sidebar sign signature size skip small social sort sound source space
    speed spending staff star start started state statistics stats status step steps stop
    stopped storage store stories story street strength style styles subject submit submitted
    subscribe subscribed subscriber subscription subtitle success successful suggestions sum
    summary sun sunday support suspended switch sync system tab table tables tag tags target
    task tasks team teams template templates terms test text thanks theme themes then this
    thread threads thu thursday ticket tickets time timeline timeout times title to today token
    tokens tomorrow tool toolbar tools top topic topics total track traffic transactions
    transfer transparent trash trending trigger true try tue tuesday type types unblock undo
    unfollow uninstall unit unknown unlock unmute unnamed unpin unreachable unread unsubscribe
    untagged untitled unused up update updated updates upgrade upload uploaded uploading uploads
    url usage use used user username users value values verified verify version versions video
    videos view views visibility visible visit volume votes wait waiting wallet warning warnings
    website wed wednesday week weekly weeks welcome widget width wiki window word words work
    workspace workspaces write wrong year yearly years yes yesterday you your zip zoom
    """.split()
)
