// What stands around a name: who speaks about an organisation (a user group, a reseller, a former employee), and what
// else is said. The closed list of relations is here; every other word is the registry's.
import { isOfficeWord, readWords, type Word } from '../../registry/index.ts';
import { once } from '../../text/once.ts';
import { isJoining } from './vocabulary.ts';

interface Span {
  start: number;
  end: number;
}

/** Who sells, insures and repairs in a company's name, beside a name of their own. */
const AGENTS = [
  String.raw`(?<!\p{L})(?:(?:general|haupt|versicherungs)(?:agentur|vertretung)|agentur|versicherungsbüro|bezirksdirektion|agents? g[ée]n[ée]r(?:al|aux)|agenzia|oficina delegada|mediador[ae]?s?|corredor(?:a|es)?|corretor(?:a|es)?|consulente|concession[áa]ri[ao]|concesionari[ao]|taller|officina|werkstatt|garage|carrosserie|concession|partner team|agente?|point relais|punto de (?:entrega|recogida)|punto di ritiro|fermopoint|paketshop|parcel ?shop|ponto de (?:coleta|retirada)|parceir[ao]s?|seminovos)(?!\p{L})`,
  '業務員|业务员|服務廠|(?:维修|維修|保養|保养)[厂廠]|4S店|[经經][销銷]商?|代(?:管|操|營運|运营)|(?<=人壽|保險)業務(?![部處])|代理人|加盟(?:店|网点|網點)|特約|合作夥伴|合作伙伴|保险业务|壽險顧問|설계사|ライフプランナー|募集人|外交員|(?<![A-Za-z])[FR][CP](?![A-Za-z])',
];

/** Those of whom a company also speaks itself: they explain nothing where nobody else is named. */
const PARTNERS = [
  String.raw`(?<!\p{L})(?:partners?|recruit(?:ing|ment|ers?)|careers|jobs?|vacanc(?:y|ies)|academ(?:y|ia|ie|ies)|training|recrutement|emplois?|stellen(?:angebote?)?|karriere|empleos?|vagas?|lavoro|kurs|cursos?|cours|corso|corsi)(?!\p{L})`,
  '導入支援|認定(?:パートナー|会員|講師|アドバイザー)|求人|採用|転職|招聘|岗位|崗位|培训|培訓|채용|구인',
];
/** Of two that begin at one place the longer counts: agents first. */
const OF_ITSELF = [...AGENTS, ...PARTNERS];

/** Those who speak of a company from outside: pensioners, customers, unions, recruiters, critics, repairers. */
const OUTSIDE = [
  String.raw`(?<!\p{L})(?:headhunters?|talent|watchers|volunteers?|bénévoles?|volunt[aá]ri[oa]s?|volontari|ehrenamt\p{L}*|usagers|usuários|usuarios|utenti|verbraucher\p{L}*|pension[äa]r\p{L}*|pensionati|pensionistas|retraités?|rentner|jubilad[oa]s|aposentad[oa]s|betriebs(?:gruppe|rat)|im auftrag von|on behalf of|au nom de|en nombre de|em nome de|a nome di|per conto di|gewerkschaft|ver\.di|ig metall|ccoo|ugt|cgt|cfdt|cgil|cwu|sintect|sud ptt|vendeurs|venditori|vendedores|syndicat|sindacat[oi]|sindicatos?|tifosi|supporters|hinchada|torcida|peña|fans? d[eio]|explained|in pillole|tips (?:for|from|on)|review site|weekly|inside|advisors?|(?:jobs?|personal|stellen)(?:agentur|vermittlung)|agentur für|chasseurs? de têtes|assistência técnica|asistencia técnica|reparatur|réparations?|riparazioni|repairs?|pièces|ersatzteile|spare parts|ricambi|collectionneurs|sammler|coleccionistas|philatelists?|opos(?:iciones|itores)?|concursos?|senior(?:en|s)|franchis\p{L}+)(?!\p{L})`,
  String.raw`(?<=\p{L}{3}|-)(?:kegel|fan|sport|sammler)?club(?!\p{L})|(?<!\p{L})\p{L}*blog(?:s|ue)?(?!\p{L})`,
  '情報局|使用者(?:小組|社群)|用户(?:小组|社区)|ブログ|アカデミー|講座|教室|猎头|獵頭|中古|修理|수리|収集家|(?<=[\\p{L}])の(?:会(?![員社計議場])|集い)|(?:する|した|きな)会|の集い|동우회|노조|모임|자원봉사|ボランティア|志愿者|志工|义工|義工|动车迷|爱好者',
];

/** Programs that watch servers, and write alerts all day. */
export const MONITORS = 'zabbix|nagios|prtg|grafana|icinga|checkmk';

/** Communities, resellers, alumni and critics: a name beside one of these is spoken about. No preposition is one. */
const relation = once(
  () =>
    new RegExp(
      [
        String.raw`(?<!\p{L})(?:(?:users?|developers?|customers?|owners?|fan|book|rider)['’]?s? (?:group|club|forum|community|society|meetup|association)|meetups?|(?:un|in)official|seller meetup|hosts?|playlist|collectors?|alternative|coach|certified consultant|fans?|fanclub|mvps?|bot|river|bay|rainforest|basin|tenants|alumni|alumnae|retirees?|pensioners?|former|ex|resellers?|dealers?|podcast|rumou?rs|fanzine|anwender\p{L}*|nutzergruppe|fanclub|\p{L}*stammtisch|ehemalige|vertragshändler|concessionnaire|revendeur|revendedor|distribuidora?|club de fans|ex[- ]alunos|rivenditore)(?!\p{L})`,
        'ユーザーグループ|(?:전속|공식|공인)?(?:인증)?대리점|授[权權](?:经销|經銷|代理|维修|維修|营业|營業|服务|服務)[商厅廳]?|正規(?:代理|取扱|販売)店|(?<=Instagram|SNS)担当|読書会|日記|農家|対応(?![ァ-ヴー])|川(?=を|の|$)|跡(?=[\\p{Script=Han}ァ-ー])|(?<![支本分])店(?=$|[（(）)\\s])|観賞部|代行|ユーザー会|ユーザ会|ファンクラブ|ファンの会|友の会|愛好会|愛用者の会|同好会|応援団|OB会|OB・OG会|健保|健康保険組合|労働組合|労組|勉強会|研究会|販売代理店|正規代理店|取扱店|販売店|加盟店会|出店者の会|出品者の会|ホスト(?![ァ-ー])|동호회|팬클럽|동문회|校友会|粉丝会|用户组',
        // in front of it, not of it
        String.raw`(?<=[\p{Script=Han}ァ-ー])(?:(?<=[局店駅])前(?=\s)|(?:前|通り|駅前|坂|台(?![湾灣北中南東]))(?=[\p{Script=Han}ァ-ー]))`,
        ...OF_ITSELF,
        ...OUTSIDE,
        ...SOCIETIES,
      ].join('|'),
      'giu',
    ),
);
/** The office that runs a course or a society, and what campaigners call themselves. */
const ORGANISERS = new Set(['action', '事務局', '運営事務局', '編集部', '運営']);
/** Lists, teams, societies, shareholders, and programs that watch: no company calls its office so. */
const SOCIETIES = [
  String.raw`(?<!\p{L})(?:halb|semi-?)?marat(?:hon|ón|ona)(?!\p{L})|(?<!\p{L})(?:hallenmasters|\p{L}*turnier|tournoi|torneos?|torneio|\p{L}*pokal|regatta|p[ée]tan(?:ca|que)|[ée]quitation|parrots?|papagaios?|\p{L}*verein|warengenossenschaft|lagerhaus|\p{L}+initiative|shareholders|aktionär\p{L}*|actionnaires|accionistas|azionisti|acionistas|comité social|anciens de|vertrauensleute|betriebsrät?\p{L}*|schulung(?:en)?|${MONITORS}|(?<=\p{L}{2}-)(?:users?|devel|announce|discuss|ml)|mailing[- ]list)(?!\p{L})`,
  '(?<=サーバー?)監視$|死活監視$|邮件列表|郵件論壇|メーリングリスト|메일링 ?리스트|联谊会|聯誼會|(?:模型|摄影|攝影|登山|讀書|读书|合唱|慢跑)社|社團|社团|車友會|车友会|工會|工会|舊生會|旧生会|實戰班|实战班|教學班|教学班|工作坊|开发者社区|開發者社群|セミナー|株主|物販|주주|股東|股东|マラソン|마라톤|(?<=[가-힣]) 앞(?= )',
];

/** Inns, bakers and houses are called after a post office, a family or a place; the name stands behind. */
const HOUSES =
  /(?<!\p{L})(?:h[ôo]tel|hostal|gasthof|gasthaus|auberge|albergo|posada|pousada|caf[ée]|caffè|relais|restaurante?|ristorante|trattoria|osteria|pizzeria|brasserie|bistrot?|g[îi]te|camping|boulangerie|bäckerei|boucherie|metzgerei|panadería|padaria|panificio|autohaus|fahrschule|condom[íi]nio|r[ée]sidence|turismo)(?= \p{L})/giu;
const CJK = /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;

/** Where a company's goods are sold and mended by others. */
const SHOPS =
  /^(?:(?:online)?shops?|stores?|mar(?:kt|ket|ché|che)|tienda|loja|negozio|boutique|magasin|kiosk|outlet|oficina|ショップ|매장|门店|門市)$/;

/** Who brings parcels says so; that alone makes nobody hurry. */
const DELIVERY = /^(?:オ届ケ|配達|delivery)$/;

/** What anybody hangs on a name: beside an office these say nobody who would speak. */
const SLIGHT = /^(?:bot|coach|playlist|former|ex)$/iu;
const AFFILIATED = new RegExp(OF_ITSELF.join('|'), 'iu');
const PARTNER = new RegExp(PARTNERS.join('|'), 'iu');

/** Written without a blank, where a company is at home: 順豐香港 is 順豐. */
const HOME =
  /^(?:香港|台[灣湾]|中[国國]|日本|한국|코리아|ジャパン|deutschland|osterreich|schweiz|france|italia|espana|brasil|portugal|mexico|uk|usa)$/;

/** A program under one of these runs at its maker's, not on servers of others. */
const HOSTED = new Set(['online', 'cloud', '365', 'オンライン', 'クラウド']);

/** Words that a company or its department calls itself, and what stands between them. */
export const VOCABULARY: ReadonlySet<string> = new Set([
  'role',
  'desk',
  'pressure',
  'legal',
  'digits',
  'sign',
]);

export interface Surroundings {
  /** nothing but role, desk, pressure and legal words, digits, signs; true without any word */
  vocabularyOnly: boolean;
  /** a role, desk or pressure word */
  office: boolean;
  /** such a word, whoever else speaks */
  roles: boolean;
  /** it is a shop's or a workshop's name: no other word of an office, and others */
  shop: boolean;
  /** the same of a club or a community */
  club: boolean;
  pressure: boolean;
  /** somebody else speaks about the name */
  relation: boolean;
  /** nothing is said of the relation but what the company says itself: partner, careers */
  partner: boolean;
  /** it is an inn or a shop that is called so */
  house: boolean;
  /** somebody else is said to speak, and nobody says who: `Secure Partner` */
  nobodyElse: boolean;
  /** the office of a service that the company itself runs: `Online`, `Cloud` */
  hosted: boolean;
  /** given and family names alone */
  people: boolean;
  /** no word at all */
  nothing: boolean;
  /** nothing but given and family names beside what stands in brackets or behind a stroke */
  other: boolean;
}

/** Beside a relation, one kana or kanji (書 in 司法書士) is no word of an office either. */
const isWhole = ({ text }: Word): boolean =>
  CJK.test(text) ? [...text].length > 1 : !isJoining(text);
/** What companies and their friends both call themselves: no proof that nobody else speaks. */
const SHARED = new Set(['community', 'club', 'コミュニティ', 'クラブ', 'society', 'foundation']);

const spansOf = (text: string, what: RegExp): Span[] =>
  [...text.matchAll(what)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));

/**
 * Reads what stands around the names of a text. Linear.
 *
 * @param keepsHouse one of the names is itself of those who keep inns and shops
 */
export function readSurroundings(
  text: string,
  names: readonly Span[],
  keepsHouse: boolean,
): Surroundings {
  // A relation that is part of a listed name says nothing.
  const told = spansOf(text, relation()).filter(
    (span) => !names.some((name) => span.start < name.end && name.start < span.end),
  );
  const houses = keepsHouse
    ? []
    : spansOf(text, HOUSES).filter(({ end }) => names.every((name) => name.start >= end));
  const relations = [...told, ...houses];
  const words = readWords(
    text,
    [...names, ...relations].sort((one, other) => one.start - other.start),
  )
    .filter((word) => relations.length === 0 || !ORGANISERS.has(word.text))
    .map((word) => (DELIVERY.test(word.text) ? { ...word, kind: 'role' as const } : word));
  const said = words.filter(
    ({ kind, text: word }) => kind !== 'sign' && kind !== 'digits' && !HOME.test(word),
  );
  const other = words.some(({ kind }) => !VOCABULARY.has(kind));
  const offices = words.filter(isOfficeWord);
  const isSlight = relations.every(({ start, end }) => SLIGHT.test(text.slice(start, end)));
  return {
    vocabularyOnly:
      relations.length === 0 &&
      words.every(({ kind, text }) => VOCABULARY.has(kind) && !SHARED.has(text)),
    office: words.some((word) =>
      relations.length === 0
        ? !isJoining(word.text) && isOfficeWord(word)
        : isWhole(word) && (isSlight ? isOfficeWord(word) : /^(?:desk|pressure)$/.test(word.kind)),
    ),
    roles: offices.some(isWhole),
    shop: other && offices.every(({ text: word }) => SHOPS.test(word)),
    club: other && offices.every(({ text: word }) => SHARED.has(word)),
    pressure: words.some(({ kind }) => kind === 'pressure'),
    relation: relations.length > 0,
    partner:
      relations.length > 0 &&
      relations.every(({ start, end }) => PARTNER.test(text.slice(start, end))),
    house: told.length === 0 && houses.length > 0,
    nobodyElse:
      relations.length > 0 &&
      relations.every(({ start, end }) => AFFILIATED.test(text.slice(start, end))) &&
      !other &&
      words.every(({ text: word }) => !SHARED.has(word)),
    people: said.length > 0 && said.every(({ kind }) => kind === 'given' || kind === 'family'),
    hosted: words.some(({ text }) => HOSTED.has(text)),
    nothing: said.length === 0 && relations.length === 0,
    other,
  };
}
