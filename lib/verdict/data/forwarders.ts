// Rental servers whose customers often forward mail into Gmail: named so that the card can ask "is this yours?".

interface RentalHost {
  name: string;
  /** what its customers call it */
  japanese: string;
  /** reverse names of their servers end with one of these */
  domains: readonly string[];
}

/**
 * Naming is all that happens: everybody may rent there, an attacker too, so none of these ever vouches by itself.
 */
export const RENTAL_HOSTS: readonly RentalHost[] = [
  { name: 'Sakura', japanese: 'さくらインターネット', domains: ['sakura.ne.jp', 'sakura.ad.jp'] },
  {
    name: 'Xserver',
    japanese: 'エックスサーバー',
    domains: ['xserver.jp', 'xserver.ne.jp', 'xsrv.jp'],
  },
  {
    name: 'ConoHa WING',
    japanese: 'ConoHa WING',
    domains: ['conoha.ne.jp', 'conoha.io', 'cnode.io'],
  },
  { name: 'Lolipop', japanese: 'ロリポップ！', domains: ['lolipop.jp', 'lolipop.ne.jp'] },
  { name: 'Nifty', japanese: 'ニフティ', domains: ['nifty.com', 'nifty.ne.jp'] },
];

/** A rental host as a Japanese reader knows it; every other name as it is. */
export const hostInJapanese = (name: string): string =>
  RENTAL_HOSTS.find((host) => host.name === name)?.japanese ?? name;
