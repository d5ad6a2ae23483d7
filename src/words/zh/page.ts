import type { germanPage } from '../de/page.ts';

/** Texts of the page that a site deploys: its settings, its address, the studies to choose from. */
export const chinesePage: Readonly<Record<keyof typeof germanPage, string>> = {
  'Settings of this site, {field}: {reason}.': '本站设置，{field}：{reason}。',
  'The settings of this site (tipcheck.json) can’t be read: {reason}. Nothing is kept in this browser.':
    '无法读取本站设置（tipcheck.json）：{reason}。此浏览器中不保留任何内容。',
  'it isn’t JSON': '不是 JSON',
  'it isn’t a JSON object': '不是 JSON 对象',
  'it is larger than 1 MB': '大于 1 MB',
  'the server failed': '服务器出错',
  'the server can’t be reached': '无法连接服务器',
  'it asks for permission': '需要授权',
  'there is no such setting': '没有此设置',
  'must be a name of 1 to 100 characters': '必须是 1 至 100 个字符的名称',
  'must be an http or https address without user, password, query or fragment':
    '必须是不含用户名、密码、查询和片段的 http 或 https 地址',
  'must be an origin such as https://ris.example.org, without path and wildcard':
    '必须是形如 https://ris.example.org 的源，不含路径和通配符',
  'must be a list of at most 50 entries': '必须是最多 50 项的列表',
  'must have a name and a url and nothing else': '必须只有 name 和 url',
  'must be a whole number of MB from 64 to 65536': '必须是 64 至 65536 的整数 MB',
  'must be the id of a procedure profile': '必须是操作配置的标识',
  'must be a language that the viewer speaks: en, de, fr, es or zh': '必须是查看器支持的语言：en、de、fr、es 或 zh',
  'must be the address of a profile or a profile itself': '必须是配置的地址或配置本身',
  'A procedure profile of this site could not be loaded: profiles[{index}].':
    '无法加载本站的操作配置：profiles[{index}]。',
  'The address asks for “{name}”, which this page doesn’t know.': '地址中的“{name}”本页不认识。',
  '“{name}” in the address was passed over: {reason}.': '已忽略地址中的“{name}”：{reason}。',
  '“{name}” in the address can’t be read.': '无法读取地址中的“{name}”。',
  'it must be UIDs that DICOM allows': '必须是 DICOM 允许的 UID',
  'it must be one UID that DICOM allows': '必须是一个 DICOM 允许的 UID',
  'it must be a whole number from 1': '必须是从 1 开始的整数',
  'it must be at most 64 characters': '最多 64 个字符',
  'it must be an http or https address': '必须是 http 或 https 地址',
  'it is given twice': '给出了两次',
  'there is one viewer here': '此处只有一个查看器',
  'The address names an archive that this site doesn’t allow: nothing was asked of it.':
    '地址指定的归档未获本站允许：未向其发出任何请求。',
  'This site has no archive of the name in the address.': '本站没有地址中所指名称的归档。',
  'No archive is set up for this page: the study can’t be opened.': '本页未设置归档：无法打开检查。',
  'The study has no such series: another is shown.': '检查中没有该序列：显示的是另一序列。',
  'The series has {count} images: there is no image {number}.': '该序列有 {count} 幅图像：没有第 {number} 幅。',
  'The study has no such confirmation.': '检查中没有该确认。',
  'This page answers requests of the types STUDY and PATIENT, and no others.':
    '本页仅响应 STUDY 和 PATIENT 类型的请求。',
  'Key images alone can’t be asked for: all images are shown.': '不能只请求关键图像：显示全部图像。',
  'Images are shown as they are stored; this viewer isn’t for diagnosis.': '图像按存储原样显示；本查看器不用于诊断。',
  'The address names no study: studyUID or accessionNumber is missing.':
    '地址未指定检查：缺少 studyUID 或 accessionNumber。',
  'The address names no patient: patientID is missing.': '地址未指定患者：缺少 patientID。',
  'The archive has no study that the address asks for.': '归档中没有地址所请求的检查。',
  'The archive lacks {count} of the studies that the address asks for.': '归档缺少地址所请求检查中的 {count} 项。',
  'The archive doesn’t say who issued the patient’s ID: make sure that this is the patient.':
    '归档未说明患者 ID 的签发机构：请确认是该患者。',
  'The archive lists more studies than were searched: some, also newer ones, may be missing.':
    '归档中的检查多于已搜索的数量：可能缺少部分检查，包括较新的检查。',
  'The archive could not be searched: {reason}.': '无法搜索归档：{reason}。',
  'The archive is asked for the studies…': '正在向归档查询检查…',
  'What talks to the page around this one could not be loaded.': '无法加载与外层页面通信的部分。',
  'About this page': '关于本页',
  Dismiss: '关闭提示',
  'Choose a study': '选择检查',
  'Patient ID': '患者 ID',
  Date: '日期',
  Modality: '设备类型',
  Description: '描述',
  Images: '图像',
  'no date': '无日期',
  'no description': '无描述',
  Open: '打开',
  'What the address names could not be shown.': '无法显示地址所指的内容。',
  'The study that the address names could not be opened.': '无法打开地址所指的检查。',
};
