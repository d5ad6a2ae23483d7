import type { germanCaveats } from '../de/caveats.ts';

/** What must be known with the numbers: the caveats of assessments, of images and of reports that were read. */
export const chineseCaveats: Readonly<Record<keyof typeof germanCaveats, string>> = {
  'Nobody has confirmed that the mark is the tip and not the shaft.': '尚无人确认该标记是尖端而非杆部。',
  'It is not known how precisely the tip was marked, so no probability can be given.':
    '尖端标记的精度未知，因此无法给出概率。',
  'No tip is marked.': '未标记尖端。',
  'No target is marked.': '未标记靶点。',
  'The tip is too near the target surface to decide with the precision of these images.':
    '尖端过于接近靶点表面，以这些图像的精度无法判定。',
  'The image has no scale: distances are in pixels, not in millimetres. Calibrate on an object of known size to have millimetres.':
    '图像没有比例：距离以像素计，而非毫米。请用已知尺寸的物体校准以得到毫米。',
  'The scale holds at the detector; in the patient distances are smaller by an unknown magnification. Calibrate on an object of known size at the target’s depth.':
    '比例仅在探测器处成立；患者体内的距离因未知放大率而更小。请用位于靶点深度的已知尺寸物体校准。',
  'The scale holds at one depth only: nearer the X-ray tube things look larger, nearer the detector smaller. An object of known size at the target’s depth, or a second view, tells.':
    '比例仅在单一深度成立：靠近 X 线管处显得更大，靠近探测器处显得更小。位于靶点深度的已知尺寸物体或第二视图可以说明。',
  'One projection has no depth: it can prove that the tip is outside, never that it is inside.':
    '单一投影没有深度：可证明尖端在靶外，绝不能证明在靶内。',
  'How far the tip lies out of the image plane is not known; enter the beam width to account for it.':
    '尖端偏离图像平面多远未知；请输入声束宽度以计入。',
  'The slice thickness limits how precisely the position across the slices is known.': '层厚限制了跨层方向位置的精度。',
  'The slices are not evenly spaced.': '各层间距不均匀。',
  'Several slices lie at the same position.': '多个层面位于同一位置。',
  'The gantry was tilted: the slices are sheared against each other, and reformatted planes are resampled.':
    '机架曾倾斜：各层相互错切，重建平面经过重采样。',
  'The images name no frame of reference; positions hold within this series alone.':
    '图像未指明参考坐标系；位置仅在本序列内有效。',
  'An image or look lies in another frame of reference; it is listed but not measured against.':
    '有图像或一次查看位于不同的参考坐标系；仅列出，不参与测量。',
  'The marks lie in ultrasound regions of different scale; no distance between them can be given.':
    '标记位于不同比例的超声区域；无法给出其间距离。',
  'No calibrated ultrasound region holds here: the scale is taken from the whole image, or there is none.':
    '此处没有已校准的超声区域：比例取自整幅图像，或没有比例。',
  'The pixels are not square; distances are taken after scaling columns and rows apart.':
    '像素非正方形；距离在行列分别缩放后计算。',
  'The image does not say how its pixel spacing was calibrated. Check it on an object of known size, or calibrate on one.':
    '图像未说明像素间距如何校准。请用已知尺寸的物体核对或校准。',
  'The image gives two scales that disagree; the first by the documented order is used. Check on an object of known size which is right.':
    '图像给出两个不一致的比例；采用文档规定顺序中的第一个。请用已知尺寸的物体核对哪个正确。',
  'The scale was entered or measured by a user.': '比例由用户输入或测量。',
  'The two views are too nearly parallel to give a position.': '两个视图过于接近平行，无法得出位置。',
  'Geometry of a view was entered by a person: that it fits the image is not checked, and nothing is allowed for its errors but what the record says.':
    '某一视图的几何由人工输入：未核查其是否与图像相符，除记录所述外未计入其误差。',
  'The rays of the two views miss each other: the patient or the target moved between them.':
    '两个视图的射线相互错开：其间患者或靶点发生了移动。',
  'The target mesh is not closed, so it has no inside.': '靶点网格未封闭，因此没有内部。',
  'Contours of the target cancel each other on one of its planes: what lies in an even number of them is outside.':
    '靶点的轮廓在某一平面上相互抵消：位于偶数个轮廓之内即为靶外。',
  'A mark lies outside the image.': '有标记位于图像之外。',
  'The image was compressed with loss.': '图像经过有损压缩。',
  'Distances are those of the marked end of the void; the metal tip may lie anywhere in the artefact band.':
    '距离以标记的信号空洞末端为准；金属尖端可能在伪影带内任何位置。',
  'The places of the artefact band do not all lie on one side of the target surface with enough certainty.':
    '伪影带内的各处不能足够确定地全部位于靶点表面的同一侧。',
  'In MR the void is not the needle: how far the metal tip lies from its end is not known; enter the artefact band.':
    'MR 中信号空洞并非针本身：金属尖端距其末端多远未知；请输入伪影带。',
  'No look is known to have been taken before the commitment.': '执行前没有已知的查看。',
  'A look has no time: it may have been the last one before the commitment.':
    '有一次查看没有时间：它可能是执行前的最后一次。',
  'A working zone of the device is not measured: that needs the tip, a shaft point and a target with an inside, in millimetres of the patient; in one image only lengths of the device can be.':
    '器械的某个作用区未测量：需要尖端、一个杆部点和有内部的靶点，并以患者毫米计；在单幅图像中只能测量器械的长度。',
  'A working zone reaches farther back than the shaft is marked: there the device is taken to go straight on.':
    '作用区向后超出已标记的杆部：该处视为器械笔直延伸。',
  'the pixels were compressed with loss at some time': '像素曾经过有损压缩',
  'the picture is a mosaic of many slices: distances hold within one tile only':
    '图像由多层拼接而成：距离仅在单个拼块内有效',
  'the angles or distances change during the run; those given hold for its first frame':
    '序列中角度或距离有变化；所给数值适用于其第一帧',
  'the angles or distances change during the run; each frame has its own': '序列中角度或距离有变化；每帧各有其值',
  'ImageOrientationPatient is not two perpendicular directions, so the place in the patient is not known':
    'ImageOrientationPatient 不是两个相互垂直的方向，因此患者体内位置未知',
  'no FrameOfReferenceUID: positions can be used within this series alone':
    '没有 FrameOfReferenceUID：位置仅可在本序列内使用',
  'distances between slices differ; {mm} mm is the usual one': '层间距离不一；通常为 {mm} mm',
  'the slices are tilted by {degrees}° against their line of positions: a stack, not a rectangular volume':
    '各层相对其位置连线倾斜 {degrees}°：是层堆，而非矩形体积',
  'neither slice thickness nor distance is known, so neither is the uncertainty across the slice':
    '层厚和层距均未知，因此跨层不确定度也未知',
  '{n} images lie at {all} position': '{n} 幅图像位于 {all} 个位置',
  '{n} images lie at {all} positions': '{n} 幅图像位于 {all} 个位置',
  '{images}, taken at {times} times: what lies there can move from one to the next':
    '{images}，采集于 {times} 个时间点：其中内容可能在时间点之间移动',
  'a CT localizer is a projection through the patient: the depth of what it shows is not known':
    'CT 定位像是穿过患者的投影：所示内容的深度未知',
  'the picture was computed through a volume (projection, rendering or curved plane): the depth of what it shows is not known':
    '图像由体数据计算而得（投影、渲染或曲面）：所示内容的深度未知',
  'PixelAspectRatio disagrees with the spacing; distances are by the spacing':
    'PixelAspectRatio 与像素间距不一致；距离以像素间距为准',
  'PixelSpacing disagrees with the ultrasound region; the region is used':
    'PixelSpacing 与超声区域不一致；采用超声区域',
  'the ultrasound image has no calibrated region; PixelSpacing is taken to hold everywhere':
    '超声图像没有已校准区域；视 PixelSpacing 处处有效',
  'how PixelSpacing was calibrated is not recorded': '未记录 PixelSpacing 的校准方式',
  'nothing in the file gives the size of a pixel; distances are in pixels': '文件中没有像素尺寸；距离以像素计',
  'none of the ultrasound regions is a 2D picture calibrated in cm': '超声区域中没有以 cm 校准的 2D 图像',
  'pixels are not square: {along} along the rows, {down} down the columns': '像素非正方形：沿行 {along}，沿列 {down}',
  'the scale was entered or measured by a person': '比例由人工输入或测量',
  'distances are at the detector, not in the patient: the magnification is not known':
    '距离在探测器处，而非患者体内：放大率未知',
  'the magnification holds at one depth in the patient; nearer the source things look larger':
    '放大率仅在患者体内单一深度成立；靠近射线源处显得更大',
  '{what} would give a magnification {problem}; not used': '{what} 会得出{problem}的放大率；未采用',
  'the recorded magnification disagrees with SID and SOD; the recorded magnification is used':
    '记录的放大率与 SID 和 SOD 不一致；采用记录的放大率',
  'the ultrasound region reaches {px} pixels beyond the image: the picture was cropped or resized after it was calibrated, so the scale may be wrong; check it against the ruler in the picture':
    '超声区域超出图像 {px} 像素：图像在校准后被裁剪或缩放，比例可能有误；请对照图像中的标尺核查',
  'the ultrasound region would be {size} large, which no scan is: check the scale against the ruler in the picture':
    '超声区域将达 {size}，没有扫描会如此：请对照图像中的标尺核查比例',
  'The report was changed after it was written: where its content says something else than the record that it carries, the content counts.':
    '报告写成后被更改：其内容与所附记录不一致之处，以内容为准。',
  'The report carries no record of its own: this one was put together from its content. Positions have single precision, and what no report has a place for is missing.':
    '报告未附自身记录：此记录由其内容拼合而成。位置为单精度，报告无处存放的内容缺失。',
  'The target is a mesh or a labelmap, which stood in the record that the report no longer carries.':
    '靶点是网格或标签图，存于报告不再附带的记录中。',
  'The pixels contradict the mark: by them the device doesn’t end there.':
    '像素与标记矛盾：据像素判断，器械并未在该处结束。',
};
