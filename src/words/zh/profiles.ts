import type { germanProfiles } from '../de/profiles.ts';

/** The bundled procedure profiles: their names, thresholds and what blocks them. */
export const chineseProfiles: Readonly<Record<keyof typeof germanProfiles, string>> = {
  Biopsy: '活检',
  Drainage: '引流',
  'Vascular access (CVC, PICC)': '血管通路（CVC、PICC）',
  Embolization: '栓塞',
  'Angioplasty or stent': '血管成形或支架',
  'Ablation (RFA, MWA, cryo)': '消融（射频、微波、冷冻）',
  'Biliary drainage (PTCD)': '胆道引流（PTCD）',
  'Vertebroplasty or kyphoplasty': '椎体成形或后凸成形',
  'Nerve or joint injection': '神经或关节注射',
  'Allowable needle placement error in targeted lesions': '靶病灶中允许的穿刺针放置误差',
  'Mean of the largest errors that 153 respondents at CIRSE 2016 would allow: an opinion, not an outcome. Many patient series lie above it.':
    'CIRSE 2016 上 153 名受访者可接受最大误差的均值：是意见而非结局。许多患者系列高于此值。',
  'Tip within 3 cm of the cavo-atrial junction': '尖端距腔房交界 3 cm 以内',
  'The zone that the source takes as acceptable. Mark the junction as the target and give it a sigma: on chest X-rays readers differ by −2.5 to +1.8 cm (PMC5124912).':
    '来源认为可接受的区域。将交界标为靶点并给出 sigma：在胸片上阅片者之间相差 −2.5 至 +1.8 cm（PMC5124912）。',
  'Tip within 2 cm of the cavo-atrial junction': '尖端距腔房交界 2 cm 以内',
  'Readings of chest X-rays vary by ±2 cm (repeatability 1.79 cm against CT): no zone thinner than this is supported. Give the target a sigma.':
    '胸片判读相差 ±2 cm（与 CT 相比重复性 1.79 cm）：不支持更窄的区域。请给靶点一个 sigma。',
  'Ablative margin, hepatocellular carcinoma': '消融边缘，肝细胞癌',
  'Ablative margin, colorectal metastases, rigid registration': '消融边缘，结直肠转移瘤，刚性配准',
  'Ablative margin, colorectal metastases, non-rigid registration': '消融边缘，结直肠转移瘤，非刚性配准',
  'Ablative margin, colorectal metastases, all of a 3 mm zone': '消融边缘，结直肠转移瘤，完整 3 mm 区',
  'No local progression above 5 mm in 110 patients; each millimetre more went with a risk lower by about 30 %. {predicted}':
    '110 名患者中边缘超过 5 mm 者无局部进展；每增加 1 毫米风险约降低 30 %。{predicted}',
  'No local progression from 5 mm on, measured with SAFIR, in 173 metastases. Two programs differed by 2 mm in the median. {predicted}':
    '173 个转移瘤中，用 SAFIR 测量，5 mm 起无局部进展。两个程序中位数相差 2 mm。{predicted}',
  'No local progression from 4 mm on, measured with Ablation-fit, in 173 metastases. {predicted}':
    '173 个转移瘤中，用 Ablation-fit 测量，4 mm 起无局部进展。{predicted}',
  'The smallest margin that, wholly ablated, showed no local progression in 76 metastases. The source’s other rule, 90 % of a 6 mm margin, isn’t one distance and can’t be judged here. {predicted}':
    '76 个转移瘤中，完整消融后无局部进展的最小边缘。来源的另一规则（6 mm 边缘的 90 %）不是单一距离，此处无法判断。{predicted}',
  'The source measured the margin on images after treatment; what is held against it here is that of the ellipsoid the device’s numbers predict: a predicted margin, not a measured one.':
    '来源在治疗后图像上测量边缘；此处用以对照的是器械数据所预测椭球的边缘：是预测值而非实测值。',
  'If the mark is the shaft, the sample comes from somewhere else.': '若标记是杆部，则取样来自别处。',
  'Lesion and needle that overlap may be centimetres apart.': '重叠的病灶与穿刺针可能相距数厘米。',
  'A target without an inside can not be sampled from within.': '没有内部的靶点无法从内部取样。',
  'If the mark is the shaft, the end may lie beyond the far wall.': '若标记是杆部，则末端可能已穿过对侧壁。',
  'Collection and drain that overlap may be centimetres apart.': '重叠的积液与引流管可能相距数厘米。',
  'A collection without an inside can not be drained from within.': '没有内部的积液无法从内部引流。',
  'The end that is seen may be a loop or a crossing of the catheter.': '所见末端可能是导管的盘曲或交叉。',
  'What is released leaves at the true tip.': '释放物自真正的尖端离开。',
  'A wire or marker that ends elsewhere moves the stent with it.': '导丝或标记若止于别处，支架也随之移位。',
  'If the mark is the shaft, the zone lies deeper than it seems.': '若标记是杆部，则消融区比看起来更深。',
  'Tumour and probe that overlap may be centimetres apart.': '重叠的肿瘤与探针可能相距数厘米。',
  'A tumour without an inside has no margin.': '没有内部的肿瘤没有边缘。',
  'If the mark is the shaft, the end may lie beyond the duct, in a vessel.':
    '若标记是杆部，则末端可能已越过胆管而在血管内。',
  'Overlap isn’t contact: contrast in the duct or another view shows it.':
    '重叠不等于接触：胆管内对比剂或另一视图可显示。',
  'If the mark is the shaft, the end may be through the anterior wall.': '若标记是杆部，则末端可能已穿透前壁。',
  'One view doesn’t show the spinal canal apart from the body.': '单一视图无法将椎管与椎体区分开。',
  'Near the wall cement may go where it must not.': '靠近骨壁时骨水泥可能流向不应到达之处。',
  'If the mark is the shaft, the tip may be in the nerve or a vessel.': '若标记是杆部，则尖端可能在神经或血管内。',
  'Needle and nerve that overlap may be apart in depth.': '重叠的针与神经在深度上可能分开。',
  'Whether the tip is within the structure is not decided.': '尖端是否在结构内尚未判定。',
};
