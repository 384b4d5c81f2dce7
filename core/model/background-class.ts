/** The class by which segmentation models say "nothing here": it is no finding and no label. */
export const backgroundClassName = 'background'
