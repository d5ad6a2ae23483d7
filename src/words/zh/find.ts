import type { germanFind } from '../de/find.ts';

/** What the pixels say of tips, found or marked: sentences of `src/find`. */
export const chineseFind: Readonly<Record<keyof typeof germanFind, string>> = {
  'The frame that was pointed at is not among the frames.': '所指的帧不在这些帧之中。',
  'A frame has fewer values than pixels.': '有一帧的数值少于像素数。',
  'The frames differ in size.': '各帧大小不一。',
  'The spacing of the pixels is not a positive number.': '像素间距不是正数。',
  'The image is too small to find a device in.': '图像太小，无法在其中查找器械。',
  'The place lies outside the image.': '该处位于图像之外。',
  'The line stands out of speckle by {times} times its spread.': '该线高出散斑，为散斑离散度的 {times} 倍。',
  'A bright line was followed over {length}.': '追踪到一条长 {length} 的亮线。',
  'The brightness ends within {length}; on one frame that is no proof of a tip.':
    '亮度在 {length} 之内终止；仅凭单帧不能证明是尖端。',
  'The brightness falls slowly, over {length}: the needle leaves the beam.':
    '亮度在 {length} 内缓慢下降：针离开了声束。',
  'The line goes on to the edge of the picture.': '该线一直延伸到图像边缘。',
  'The line gets lost in bright surroundings.': '该线消失在明亮的周围结构中。',
  'The end goes with the device, {length} per frame.': '末端随器械移动，每帧 {length}。',
  'In other frames the needle goes on {length} beyond this end.': '在其他帧中，针在该末端之外还延伸 {length}。',
  'The end stays where it is while the shaft moves: the needle leaves the beam there.':
    '杆部移动时末端保持不动：针在该处离开声束。',
  'No bright line runs through this place.': '没有亮线经过该处。',
  'The needle leaves the beam or the picture before its tip: the tip is not in this image.':
    '针在到达尖端之前离开了声束或图像：尖端不在此图像中。',
  'The device stands out by {times} times the noise.': '器械的对比为噪声的 {times} 倍。',
  'It was followed over {length}.': '追踪长度为 {length}。',
  'It ends within {length}, as sharply as the image can show.': '它在 {length} 之内终止，已达图像所能显示的锐利程度。',
  'Nothing like it goes on beyond its end.': '其末端之外没有类似结构延续。',
  'It fades over {length}: no end can be told.': '它在 {length} 内逐渐变淡：无法确定末端。',
  'It goes on to the edge of the exposed field.': '它一直延伸到曝光野边缘。',
  'It gets lost in what surrounds it.': '它消失在周围结构中。',
  'What moves over the cine ends there too.': '电影序列中移动的结构也在该处终止。',
  'The end is found in {n} frames and goes {length} per frame.': '在 {n} 帧中找到末端，每帧移动 {length}。',
  'The end is found in {n} frames at the same place.': '在 {n} 帧中于同一处找到末端。',
  'Nothing like a wire, catheter or needle runs through this place.': '没有类似导丝、导管或针的结构经过该处。',
  'The device leaves the image, fades or gets lost before its tip: the tip is not in this image.':
    '器械在到达尖端之前离开图像、变淡或消失：尖端不在此图像中。',
  'Nothing like a device runs through the mark: the image can’t tell.': '没有类似器械的结构经过标记：图像无法判断。',
  'The mark lies {length} off the device.': '标记偏离器械 {length}。',
  'The device doesn’t run through the mark.': '器械不经过标记。',
  'The device goes on to the edge of the images at both ends: its tip isn’t in them.':
    '器械两端都延伸到图像边缘：其尖端不在图像中。',
  'The device goes on to the edge of the images: its end isn’t in them.': '器械延伸到图像边缘：其末端不在图像中。',
  'A volume has to have two slices, rows and columns at least.': '体数据至少须有两层、两行和两列。',
  'The place lies outside of the images.': '该处位于这些图像之外。',
  'There are too few pixels around the place.': '该处周围的像素太少。',
  'Nothing long and thin stands out within {n} mm of the place.': '该处周围 {n} mm 内没有突出的细长结构。',
  'Nothing long and thin stands out at this mark.': '此标记处没有突出的细长结构。',
  'The device stands out by {times} times what is left unexplained.': '器械的对比为未能解释的残差的 {times} 倍。',
  'The device was followed over {n} mm.': '器械的追踪长度为 {n} mm。',
  'Beyond this end the image stays bright: {n} % of the device’s contrast over the next millimetres.':
    '此末端之外图像仍然明亮：其后数毫米内为器械对比的 {n} %。',
  'Beyond this end the image stays dark: {n} % of the device’s contrast over the next millimetres.':
    '此末端之外图像仍然偏暗：其后数毫米内为器械对比的 {n} %。',
  'Beyond this end the image is as it is around the device.': '此末端之外的图像与器械周围相同。',
  'Around this end there is air: it is outside of the body.': '此末端周围是空气：它位于体外。',
  'This is the end of a void of {width} mm, not of the device: the device may end up to {n} mm from it, most often before it.':
    '这是宽 {width} mm 的信号空洞的末端，而非器械的末端：器械可能终止于距其 {n} mm 以内，多在其之前。',
  'This mark lies {n} mm beside the device.': '此标记位于器械旁 {n} mm。',
  'This mark lies {n} mm beside the void.': '此标记位于信号空洞旁 {n} mm。',
  'The device continues {n} mm beyond this mark, to the edge of the images.':
    '器械越过此标记继续延伸 {n} mm，直至图像边缘。',
  'The void continues {n} mm beyond this mark, to the edge of the images.':
    '信号空洞越过此标记继续延伸 {n} mm，直至图像边缘。',
  'The device continues {length} beyond this mark.': '器械越过此标记继续延伸 {length}。',
  'The void continues {length} beyond this mark.': '信号空洞越过此标记继续延伸 {length}。',
  'The device ends {n} mm before this mark.': '器械在此标记之前 {n} mm 终止。',
  'The void ends {n} mm before this mark.': '信号空洞在此标记之前 {n} mm 终止。',
  'The device ends within {n} mm of this mark, as sharply as the images show an end.':
    '器械在距此标记 {n} mm 以内终止，已达图像显示末端的锐利程度。',
  'There are no slices.': '没有层面。',
  'One slice is no volume: the device may leave it anywhere.': '单个层面不是体数据：器械可能在任何位置离开该层面。',
  'The slices around the place don’t lie evenly: no volume can be made of them.':
    '该处周围的层面间距不均匀：无法由其构成体数据。',
  'Nothing is exposed at this place: no device can be seen there.': '此处未曝光：无法在那里看到器械。',
  'Nothing is exposed at this mark: no tip can be seen there.': '此标记处未曝光：无法在那里看到尖端。',
  'The device goes on on both sides of this mark.': '器械在此标记两侧均继续延伸。',
  'From the mark alone no end of a device can be told.': '仅凭此标记无法判断器械的末端。',
};
