// The free-mail list: domains where anybody has an address. Families are written down here and multiplied out;
// run `node scripts/generate/free-mail.ts` after a change. Sources: the providers' own published address domains.
//
// Left out on purpose although common lists carry them: domains of mail that a service sends itself
// (facebookmail.com, amazonses.com, docs.google.com, googlegroups.com) and of single companies.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const endings = (name: string, list: string) =>
  list.split(' ').map((ending) => `${name}.${ending}`);
const below = (parent: string, list: string) =>
  list.split(' ').map((label) => `${label}.${parent}`);
const words = (list: string) => list.trim().split(/\s+/);

/** One provider a line: what lies in one family never looks alike. */
export const FAMILIES: Record<string, string[]> = {
  google: words('gmail.com googlemail.com'),
  microsoft: [
    ...endings(
      'outlook',
      'com jp de fr es it pt dk cl cz ie in kr lv ph sa sg sk hu at be com.ar com.au com.br com.gr com.tr com.vn co.id co.il co.th my',
    ),
    ...endings(
      'hotmail',
      'com co.jp de fr es it nl be se no dk fi ch gr ca cl hu rs sg my ph co.uk co.th co.kr co.id co.il co.in com.ar com.au com.br com.hk com.tr com.tw com.vn',
    ),
    ...endings(
      'live',
      'com jp de fr it nl be se no dk ca cl cn ie in ru at co.uk co.kr co.za com.ar com.au com.mx com.my com.ph com.pt com.sg',
    ),
    ...endings('msn', 'com cn'),
    ...words('passport.com windowslive.com live.hk'),
  ],
  yahoo: [
    ...endings(
      'yahoo',
      'com de fr es it ca ie in gr dk se no pl ro cz hu cl at be ch nl fi pt co.uk co.in co.id co.kr co.nz co.th co.za com.ar com.au com.br com.cn com.co com.hk com.mx com.my com.pe com.ph com.sg com.tr com.tw com.ve com.vn',
    ),
    ...words('ymail.com rocketmail.com myyahoo.com'),
  ],
  yahooJapan: words('yahoo.co.jp ymail.ne.jp ybb.ne.jp'),
  apple: words('icloud.com me.com mac.com'),
  aol: [
    ...endings('aol', 'com de fr it jp co.uk com.au'),
    ...words('aim.com netscape.net verizon.net'),
  ],
  proton: words('proton.me protonmail.com protonmail.ch pm.me'),
  tuta: words('tuta.com tutanota.com tutanota.de tutamail.com tuta.io keemail.me'),
  gmx: [
    ...endings('gmx', 'com de net at ch fr es us eu info org co.uk'),
    ...words('mail.com web.de email.com usa.com caramail.com'),
  ],
  fastmail: words('fastmail.com fastmail.fm fastmail.net messagingengine.com sent.com'),
  zoho: words('zoho.com zohomail.com zohomail.eu zohomail.in zoho.eu'),
  small:
    words(`hey.com mailbox.org posteo.de posteo.net disroot.org riseup.net runbox.com hushmail.com hush.com
    startmail.com mailfence.com countermail.com ctemplar.com autistici.org inventati.org lavabit.com
    inbox.com inbox.lv mail.ee hot.ee lycos.com excite.com rediffmail.com indiatimes.com sify.com
    mailinator.com guerrillamail.com yopmail.com 10minutemail.com temp-mail.org sharklasers.com
    duck.com pobox.com onet.eu email.cz tlen.pl vivaldi.net skiff.com cock.li airmail.cc dismail.de mailo.com
    net-c.com laposte.net bluewin.ch hispeed.ch sunrise.ch freenet.de arcor.de t-online.de magenta.de online.de
    kabelmail.de vodafone.de o2online.de ewetel.net ok.de firemail.de unitybox.de alice.de alice-dsl.net
    orange.fr wanadoo.fr free.fr sfr.fr neuf.fr numericable.fr bbox.fr aliceadsl.fr club-internet.fr
    libero.it virgilio.it alice.it tin.it tim.it tiscali.it inwind.it iol.it email.it poste.it
    telefonica.net terra.es ono.com telecable.es movistar.es sapo.pt iol.pt clix.pt netcabo.pt
    btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk
    eircom.net telenet.be skynet.be proximus.be scarlet.be ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl home.nl
    upcmail.nl casema.nl chello.nl chello.at aon.at telia.com bredband.net comhem.se spray.se tele2.se
    online.no broadpark.no getmail.no mail.dk stofanet.dk youmail.dk elisanet.fi kolumbus.fi luukku.com suomi24.fi
    wp.pl o2.pl interia.pl interia.eu onet.pl op.pl poczta.onet.pl poczta.fm gazeta.pl vp.pl
    seznam.cz centrum.cz atlas.cz volny.cz post.cz azet.sk centrum.sk zoznam.sk freemail.hu citromail.hu indamail.hu
    abv.bg mail.bg dir.bg ukr.net i.ua meta.ua bigmir.net
    mail.ru bk.ru list.ru inbox.ru internet.ru rambler.ru lenta.ru ro.ru yandex.ru yandex.com ya.ru yandex.ua yandex.kz
    walla.com walla.co.il netvision.net.il bezeqint.net mynet.com superonline.com
    comcast.net xfinity.com att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net swbell.net cox.net
    charter.net spectrum.net rr.com earthlink.net mindspring.com juno.com netzero.net optonline.net optimum.net
    frontier.com frontiernet.net windstream.net centurylink.net q.com embarqmail.com roadrunner.com suddenlink.net
    rogers.com shaw.ca bell.net sympatico.ca telus.net videotron.ca cogeco.ca
    bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net dodo.com.au westnet.com.au
    xtra.co.nz slingshot.co.nz orcon.net.nz mweb.co.za telkomsa.net vodamail.co.za webmail.co.za
    uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br
    prodigy.net.mx fibertel.com.ar arnet.com.ar ciudad.com.ar speedy.com.ar vtr.net une.net.co`),
  china:
    words(`qq.com foxmail.com vip.qq.com 163.com 126.com yeah.net vip.163.com vip.126.com 188.com 139.com 189.cn
    wo.cn sina.com sina.cn vip.sina.com sohu.com vip.sohu.com tom.com 21cn.com aliyun.com 263.net`),
  eastAsia:
    words(`naver.com hanmail.net daum.net kakao.com nate.com korea.com dreamwiz.com lycos.co.kr empal.com
    hinet.net seed.net.tw pchome.com.tw kimo.com so-net.net.tw netvigator.com hkbn.net singnet.com.sg starhub.net.sg
    streamyx.com tm.net.my vnn.vn fpt.vn`),
  docomo: words('docomo.ne.jp dwmail.jp'),
  au: [
    ...words('ezweb.ne.jp au.com auone.jp auone-net.jp uqmobile.jp dion.ne.jp'),
    ...below('ido.ne.jp', 'email mb'),
  ],
  softbank: [
    ...words(
      'softbank.ne.jp i.softbank.jp disney.ne.jp vodafone.ne.jp ymobile.ne.jp ymobile1.ne.jp y-mobile.ne.jp yahoo.ne.jp',
    ),
    ...below('vodafone.ne.jp', 'c d h k n q r s t'),
  ],
  willcom: [
    ...words('emobile.ne.jp willcom.com emnet.ne.jp wcm.ne.jp'),
    ...below('pdx.ne.jp', 'di dj dk wm'),
  ],
  rakutenMobile: words('rakumail.jp'),
  japanProviders:
    words(`nifty.com nifty.ne.jp ocn.ne.jp biglobe.ne.jp so-net.ne.jp so-net.jp plala.or.jp asahi-net.or.jp
    dti.ne.jp odn.ne.jp odn.ad.jp hi-ho.ne.jp wakwak.com infoweb.ne.jp infoseek.jp infoseek.co.jp excite.co.jp
    goo.jp goo.ne.jp mail.goo.ne.jp livedoor.com livedoor.jp hotmail.jp zaq.ne.jp zaq.jp eonet.ne.jp jcom.home.ne.jp
    jcom.zaq.ne.jp home.ne.jp tcp-ip.or.jp mbn.or.jp sannet.ne.jp highway.ne.jp interlink.or.jp alpha-net.ne.jp
    iijmio-mail.jp iij4u.or.jp bb4u.ne.jp tiki.ne.jp tnc.ne.jp thn.ne.jp cnc.jp ctk.ne.jp commufa.jp kcn.jp kcn.ne.jp
    k-opti.ne.jp bbiq.jp qtnet.ne.jp mb.infosnow.ne.jp janis.or.jp avis.ne.jp valley.ne.jp
    megaegg.ne.jp enjoy.ne.jp pikara.ne.jp stnet.ne.jp netwave.or.jp i-younet.ne.jp e-mansion.com cyberhome.ne.jp
    spacelan.ne.jp catv.ne.jp ictv.ne.jp c-able.ne.jp oct-net.ne.jp synapse.ne.jp nirai.ne.jp
    cosmos.ne.jp khaki.plala.or.jp rose.plala.or.jp gray.plala.or.jp agate.plala.or.jp peach.plala.or.jp
    lapis.plala.or.jp mist.dti.ne.jp kind.ocn.ne.jp beach.ocn.ne.jp fuga.ocn.ne.jp
    freeml.com leto.eonet.ne.jp maia.eonet.ne.jp mineo.jp
    bc9.ne.jp bc.wakwak.com mopera.net mopera.ne.jp ktroad.ne.jp sea.plala.or.jp jupiter.ocn.ne.jp`),
};

/** Lower case, each once; a name below another listed one says nothing new and is left out. */
export function freeMailDomains(): string[] {
  const all = new Set(Object.values(FAMILIES).flat());
  const parents = (domain: string) =>
    domain
      .split('.')
      .slice(1)
      .map((_, i, rest) => rest.slice(i).join('.'));
  return [...all].filter((domain) => !parents(domain).some((parent) => all.has(parent))).sort();
}

/** Labels by what stands behind their first point: the extension carries the list, and each suffix once. */
export function bySuffix(domains: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const domain of domains) {
    const dot = domain.indexOf('.');
    const suffix = domain.slice(dot + 1);
    const label = domain.slice(0, dot);
    found[suffix] = suffix in found ? `${found[suffix]} ${label}` : label;
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const target = new URL('../../lib/verdict/data/free-mail.json', import.meta.url);
  const domains = freeMailDomains();
  writeFileSync(target, `${JSON.stringify(bySuffix(domains), null, 1)}\n`);
  console.log(`${domains.length} domains`);
}
