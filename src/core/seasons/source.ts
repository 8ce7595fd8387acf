import type { LocalDate } from '../dates.ts';

/** Where a fact of the field comes from, so that somebody can look again: facts like these change from year to year. */
export interface Source {
  readonly url: string;
  /**
   * `official`: the service or body itself. `school`: a medical school, a specialty's society or a journal. `commercial`: a
   * consultant's or company's page. `forum`: a forum or somebody's own page.
   */
  readonly by: 'official' | 'school' | 'commercial' | 'forum';
  /** True when it was published for an earlier season and may have changed. */
  readonly isOld?: true;
  /** True when the source does not say it and it was inferred from what the source says. */
  readonly isInferred?: true;
  /**
   * The day on which the fact was compared with the stored copy that we hold of the source, often its beginning alone. Nobody
   * opened the live page that day.
   */
  readonly checkedOn: LocalDate;
}

// In the form that a LocalDate has.
export const CHECKED_ON = '2026-11-23' as LocalDate;

const from = (by: Source['by'], url: string): Source => ({ url, by, checkedOn: CHECKED_ON });
/** A page that names an earlier season or year, or a portal that is no more: all that it says may have changed. */
const fromOld = (by: Source['by'], url: string): Source => ({ ...from(by, url), isOld: true });

/** The same source for what may have changed since. */
export const old = (source: Source): Source => ({ ...source, isOld: true });
/** The same source for what follows from it and does not stand in it. */
export const inferredFrom = (source: Source): Source => ({ ...source, isInferred: true });

/** The pages that our facts come from, by a short name each. `domain.md` of the design lists them. */
export const SOURCES = {
  aaimFellowship: from(
    'school',
    'https://hl.im.org/webdev/resources-test/faculty-development/fellowship-guidelines752',
  ),
  aaimSel: from('school', 'https://www.im.org/resources/ume-gme-program-resources/resources-guidelines-im-sel'),
  aamcMatchTimeline: fromOld(
    'official',
    'https://www.aamc.org/cim/residency/application/applying/337902/matchtimeline.html',
  ),
  aapPediatrics: from(
    'school',
    'https://www.aap.org/en-us/professional-resources/Path-to-Pediatrics/Pages/the-application-process.aspx',
  ),
  admsep: from('school', 'https://admsep.org/htmly/tag/policy'),
  airForceApply: from(
    'official',
    'https://www.airforcemedicine.af.mil/Organizations/Physician-Education-Branch/Application-Instructions/',
  ),
  // A mirror of an Air Force notice of July 2022, not the notice itself.
  airForceLetters: fromOld('commercial', 'https://digitsanswers.com/recommendation-letters-for-doctors-2172'),
  anesthesiologyLetters: fromOld('school', 'https://informahealthcare.com/doi/full/10.1080/10872981.2021.1924599'),
  carmsEarly: from(
    'official',
    'https://carms.zendesk.com/hc/en-us/articles/115004111786-Can-my-referee-send-a-reference-letter-before-a-match-opens-',
  ),
  carmsEvents: from('official', 'https://www.carms.ca/events/list/?tribe_event_display=list&tribe_paged=2'),
  carmsLetters: from('official', 'https://www.carms.ca/en/match-process/your-application/documents/letters-reference/'),
  carmsRequest: from(
    'official',
    'https://carms.zendesk.com/hc/en-us/articles/29030764715789-How-do-I-request-a-Structured-Reference-Letter',
  ),
  carmsTypes: from(
    'official',
    'https://carms.zendesk.com/hc/en-us/articles/360002591392-What-are-the-different-reference-document-types',
  ),
  cordHowTo: from('official', 'https://esloe.cordem.org/howto'),
  cordSloe: from('official', 'https://www.cordem.org/link/f2936140a7ae4ed98a7c021602fddfe7.aspx'),
  creog: fromOld('school', 'https://www.acog.org/education-and-events/creog/transition-to-residency'),
  cutis: from(
    'school',
    'https://www.mdedge.com/cutis/article/261607/mixed-topics/how-advise-medical-students-interested-dermatology-survey-academic/page/0/1',
  ),
  ecfmgEarly: from('official', 'https://ecfmg.org/eras/applicants-submit-lors-early.html'),
  ecfmgFaq: from('official', 'https://www.ecfmg.org/eras/applicants-faq.html'),
  emAdvisor: fromOld('forum', 'http://emadvisor.blogspot.com/p/applying-letters-of-recommendation.html'),
  emProgramRules: fromOld('school', 'https://distantreader.org/stacks/cord/cord-0879217-v2nnu155.txt'),
  emra: fromOld('school', 'https://www.emra.org/books/msadvisingguide-2023/building-your-eras-application'),
  entLetter: fromOld('school', 'https://pmc.ncbi.nlm.nih.gov/articles/PMC4842134'),
  erasDocuments: from(
    'official',
    'https://students-residents.aamc.org/applying-residencies-eras/publication-chapters/documents',
  ),
  erasImport: from(
    'official',
    'https://students-residents.aamc.org/applying-residencies-eras/publication-chapters/import-letters-recommendation',
  ),
  erasLetters: from(
    'official',
    'https://students-residents.aamc.org/applying-residencies-eras/publication-chapters/letters-recommendation',
  ),
  erasTimeline: from(
    'official',
    'https://students-residents.aamc.org/applying-residencies-eras/publication-chapters/eras-timeline',
  ),
  eslor: from('official', 'https://staging.aoassn.org/standardized-electronic-letter-of-recommendation-eslor/'),
  eslorInstructions: from('official', 'https://www.aoassn.org/eslor-instructions/'),
  eslorWhy: from(
    'official',
    'https://staging.aoassn.org/why-use-the-electronic-standardized-letter-of-recommendation-eslor/',
  ),
  evms: from(
    'school',
    'http://www.evms.edu/about_evms/administrative_offices/faculty_affairs/letters_of_recommendation/',
  ),
  eyesOnEyecare: fromOld(
    'commercial',
    'https://eyesoneyecare.com/resources/how-to-approach-the-sf-ophthalmology-residency-match-application',
  ),
  eyeSteve: fromOld(
    'forum',
    'https://eyesteve.com/should-i-send-two-or-three-letters-of-recommendation-from-ophthalmologists',
  ),
  fellowshipFaq: from(
    'official',
    'https://students-residents.aamc.org/eras-tools-and-worksheets-fellowship-applicants/frequently-asked-questions-eras-fellowship-applicants?topic=myeras-documents',
  ),
  floridaDermatology: fromOld(
    'school',
    'https://dermatology.med.ufl.edu/education/medical-student/update-to-2023-2024-application-cycle/',
  ),
  letterForm: from('commercial', 'https://legalclarity.org/how-to-complete-and-send-the-eras-letter-request-form/'),
  letterPortalFaq: from('official', 'https://www.aamc.org/services/aamc-letter-writer-portal/faqs'),
  letterPortalHome: from('official', 'https://aamc.org/services/aamc-letter-writer-portal'),
  letterPortalTerms: from('official', 'https://www.aamc.org/services/aamc-letter-writer-portal/terms-and-conditions'),
  letterWriterFaq: from('official', 'https://www.aamc.org/services/eras-institutions/eras-letter-writers-faq'),
  letterWriterTerms: from(
    'official',
    'https://www.aamc.org/services/eras-institutions/eras-terms-and-conditions-aamc-letter-writer-portal',
  ),
  lorPortal: fromOld('official', 'https://www.aamc.org/services/eras-for-institutions/lor-portal'),
  lorPortalFaq: fromOld('official', 'https://www.aamc.org/services/eras-for-institutions/lor-portal/faq'),
  medEdits: from(
    'commercial',
    'https://mededits.com/mededits-blog/complete-guide-to-the-2026-2027-residency-application-timeline',
  ),
  medSchoolCoach: from('commercial', 'https://www.medschoolcoach.com/eras-timeline-residency'),
  militaryMatch: fromOld('school', 'https://lmsapublications.wixsite.com/2022residencyguide/military-match'),
  minnesotaAnesthesiology: from(
    'school',
    'https://med.umn.edu/anesthesiology/education-training/residency-program/apply',
  ),
  neurosurgeryMatch: from('school', 'http://www.neurosurgerymatch.org/application-process/letters-of-recommendation/'),
  nrmpMatchWeek: from(
    'official',
    'https://www.prnewswire.com/news-releases/nrmp-anticipates-exciting-2026-match-week-as-residency-applicants-and-programs-prepare-for-match-day-302708601.html',
  ),
  nrmpRegistration: from('official', 'https://www.nrmp.org/about/news/2025/09/medical-school-welcome-newsletter-2'),
  plasticCommonApplication: fromOld('school', 'https://acaplasticsurgeons.org/PSCA/FAQs.cgi'),
  // A school's handout on a site for sharing documents, not the school's own page.
  pritzker: fromOld('commercial', 'http://www.docstoc.com/docs/88007912/Recommendation-Letters-for-Research-Programs'),
  quantaPrep: from('commercial', 'https://www.quantaprep.com/blog/eras-2026-guide'),
  residencyAdvisorAnesthesiology: from(
    'commercial',
    'https://residencyadvisor.com/resources/lor-residency/letters-of-recommendation-anesthesiology-residency-guide',
  ),
  residencyAdvisorDermatology: from(
    'commercial',
    'https://residencyadvisor.com/resources/lor-residency/dermatology-residency-letters-of-recommendation-guide',
  ),
  residencyAdvisorEnt: from(
    'commercial',
    'https://residencyadvisor.com/resources/lor-residency/ent-residency-letters-of-recommendation-guide',
  ),
  residencyAdvisorPmr: from(
    'commercial',
    'https://residencyadvisor.com/resources/lor-residency/letters-of-recommendation-pm-r-residency-guide',
  ),
  residencyAdvisorPsychiatry: from(
    'commercial',
    'https://residencyadvisor.com/resources/lor-residency/psychiatry-residency-guide-letters-of-recommendation',
  ),
  residencyAdvisorSurgery: from(
    'commercial',
    'https://residencyadvisor.com/resources/lor-residency/letters-of-recommendation-general-surgery-residency-guide',
  ),
  residencyCasMaterials: from(
    'official',
    'https://help.liaisonedu.com/ResidencyCAS_Applicant_Help_Center/Filling_Out_Your_ResidencyCAS_Application/Materials_Library/ResidencyCAS_Materials_Library',
  ),
  residencyCasStart: from(
    'official',
    'https://help.liaisonedu.com/ResidencyCAS_Applicant_Help_Center/Starting_Your_ResidencyCAS_Application/Getting_Started_with_Your_ResidencyCAS_Application/01_Quick_Start_Guide',
  ),
  residencyCasStatus: from(
    'official',
    'https://help.liaisonedu.com/ResidencyCAS_Applicant_Help_Center/Submitting_and_Monitoring_Your_ResidencyCAS_Application/Before_and_After_You_Submit_Your_ResidencyCAS_Application/02_Check_Your_Notifications_and_Status',
  ),
  residencyExpertsSel: from('commercial', 'https://residencyexperts.com/what-is-the-sel-for-internal-medicine/'),
  saem: fromOld(
    'school',
    'https://www.saem.org/about-saem/academies-interest-groups-affiliates2/rams/rams-resources/aeros-residencycas-infographics/SignOut',
  ),
  sauFaq: from('official', 'https://sauweb.org/match/match-faqs/'),
  sdnPmr: fromOld('forum', 'https://forums.studentdoctor.net/threads/physiatrist-letter-fell-through.239593/'),
  sdnPsychiatry: from(
    'forum',
    'https://forums.studentdoctor.net/threads/how-many-letters-from-psychiatrist-do-we-need-as-recommendations-for-residency.1384971',
  ),
  sinaiCardiology: from(
    'school',
    'http://icahn.mssm.edu/departments-and-institutes/medicine/divisions/cardiology/education-programs/cardiology-urban-community-program-fellowship/how-to-apply',
  ),
  sirRadiology: fromOld(
    'school',
    'http://rfs.sirweb.org/2014/06/07/letters-of-recommendation-101-for-ir-residency-applicants/',
  ),
  substackUpload: from('commercial', 'https://yourresidencyadvantage.substack.com/p/how-to-properly-upload-letters-of'),
  surgeryGuide: from(
    'forum',
    'https://medium.com/@alexthomas_30194/how-to-achieve-your-dream-residency-the-future-surgeons-guide-to-4th-year-b6e89952b422',
  ),
  theDo: fromOld(
    'school',
    'https://thedo.osteopathic.org/columns/what-future-ophthalmologists-need-to-know-about-the-sf-match/',
  ),
  tulane: from('school', 'https://medicine.tulane.edu/student-affairs/career-development/applying-residency'),
  ucsf: from('school', 'http://meded.ucsf.edu/ume/application-and-match-procedures'),
  uicMedicine: from('school', 'https://medicine.uic.edu/students/career-advising/internal-medicine'),
  uicNeurology: from('school', 'https://medicine.uic.edu/students/career-advising/neurology'),
  urologyForm: fromOld(
    'school',
    'https://bohrium.dp.tech/paper/arxiv/cda46593a8cccbb0d0b391dbc37b483202a698d1598b9f58dd8d56890e3ffaea',
  ),
  uwFamilyMedicine: from(
    'school',
    'https://familymedicine.uw.edu/education/advising/apply/impressing-letters-of-recommendation/',
  ),
  wakeUrology: from(
    'school',
    'https://school.wakehealth.edu/education-and-training/residencies-and-fellowships/urology-residency/how-to-apply',
  ),
  wvsom: fromOld('school', 'https://www.wvsom.edu/academics/do/gme/letter-of-recommendation-portal'),
  yalePlastic: fromOld('school', 'https://medicine.yale.edu/surgery/education/residencies/plastic-surgery/apply'),
} as const satisfies Readonly<Record<string, Source>>;
