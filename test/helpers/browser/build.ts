// Where the built extension lies: what `npm run build` made, unless another build is to be tested.

export const BUILDS = {
  chromium: process.env.INKAN_BUILD_CHROMIUM ?? '.output/chrome-mv3',
  firefox: process.env.INKAN_BUILD_FIREFOX ?? '.output/firefox-mv3',
};
