/** Every rule, once. The order is that of docs/rules.md. */
import { aliasLimit } from './alias-limit.ts';
import { brokenSameAs } from './broken-same-as.ts';
import { catalogInvalid } from './catalog-invalid.ts';
import { conflictingFacts } from './conflicting-facts.ts';
import { conflictingStatus } from './conflicting-status.ts';
import { controlOrder } from './control-order.ts';
import { deferredAnswer } from './deferred-answer.ts';
import { dittoAnswer } from './ditto-answer.ts';
import { duplicateControl } from './duplicate-control.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateSection } from './duplicate-section.ts';
import { emptySection } from './empty-section.ts';
import { evidenceExpired } from './evidence-expired.ts';
import { evidenceMissingFile } from './evidence-missing-file.ts';
import { fileLimit } from './file-limit.ts';
import { fullwidthColon } from './fullwidth-colon.ts';
import { guidelineMention } from './guideline-mention.ts';
import { ideographicIndent } from './ideographic-indent.ts';
import { importDoubt } from './import-doubt.ts';
import { importanceMismatch } from './importance-mismatch.ts';
import { incompleteSubmission } from './incomplete-submission.ts';
import { internalError } from './internal-error.ts';
import { invalidBaselineOf } from './invalid-baseline.ts';
import { invalidValueOf } from './invalid-value.ts';
import { levelMismatch } from './level-mismatch.ts';
import { levelRange } from './level-range.ts';
import { migration } from './migration.ts';
import { missingAnswer } from './missing-answer.ts';
import { missingContact } from './missing-contact.ts';
import { missingControl } from './missing-control.ts';
import { missingEvidence } from './missing-evidence.ts';
import { missingKey } from './missing-key.ts';
import { missingLocator } from './missing-locator.ts';
import { missingPart } from './missing-part.ts';
import { missingParty } from './missing-party.ts';
import { missingPlan } from './missing-plan.ts';
import { missingReason } from './missing-reason.ts';
import { missingScenario } from './missing-scenario.ts';
import { missingSection } from './missing-section.ts';
import { missingStatus } from './missing-status.ts';
import { missingTreatment } from './missing-treatment.ts';
import { mixedStyle } from './mixed-style.ts';
import { mixedWidth } from './mixed-width.ts';
import { negativeAnswer } from './negative-answer.ts';
import { noncanonicalControl } from './noncanonical-control.ts';
import { overdue } from './overdue.ts';
import { placeholderAnswer } from './placeholder-answer.ts';
import { residualAboveInherent } from './residual-above-inherent.ts';
import { residualAboveLine } from './residual-above-line.ts';
import { retainedWithoutReason } from './retained-without-reason.ts';
import { reusedAnswer } from './reused-answer.ts';
import { riskValueMismatch } from './risk-value-mismatch.ts';
import type { Rule } from './rule.ts';
import { sectionOrder } from './section-order.ts';
import { supersededGuideline } from './superseded-guideline.ts';
import { suppressionWithoutReason } from './suppression-without-reason.ts';
import { swallowedText } from './swallowed-text.ts';
import { termVariant } from './term-variant.ts';
import { thinAnswer } from './thin-answer.ts';
import { treatmentMismatch } from './treatment-mismatch.ts';
import { treatmentTerm } from './treatment-term.ts';
import { undefinedParty } from './undefined-party.ts';
import { undefinedTerm } from './undefined-term.ts';
import { undisclosedControl } from './undisclosed-control.ts';
import { unexpectedEvidence } from './unexpected-evidence.ts';
import { unknownCatalog } from './unknown-catalog.ts';
import { unknownControl } from './unknown-control.ts';
import { unknownEvidence } from './unknown-evidence.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownKind } from './unknown-kind.ts';
import { unknownReference } from './unknown-reference.ts';
import { unknownSection } from './unknown-section.ts';
import { untreatedRisk } from './untreated-risk.ts';
import { unusedAsset } from './unused-asset.ts';
import { unusedEvidence } from './unused-evidence.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { weakFact } from './weak-fact.ts';
import { wrongType } from './wrong-type.ts';
import { yamlSyntax } from './yaml-syntax.ts';

export const rules: readonly Rule[] = [
  yamlSyntax,
  fullwidthColon,
  ideographicIndent,
  duplicateKey,
  swallowedText,
  aliasLimit,
  unknownKind,
  unknownKey,
  missingKey,
  wrongType,
  invalidValueOf(() => rules.map(({ code }) => code)),
  unknownControl,
  noncanonicalControl,
  duplicateControl,
  controlOrder,
  supersededGuideline,
  missingControl,
  unknownCatalog,
  catalogInvalid,
  missingAnswer,
  placeholderAnswer,
  dittoAnswer,
  brokenSameAs,
  missingStatus,
  missingEvidence,
  missingLocator,
  unexpectedEvidence,
  missingReason,
  missingPlan,
  overdue,
  missingPart,
  thinAnswer,
  unknownEvidence,
  unusedEvidence,
  duplicateId,
  evidenceMissingFile,
  evidenceExpired,
  unknownReference,
  conflictingStatus,
  conflictingFacts,
  weakFact,
  missingSection,
  emptySection,
  unknownSection,
  sectionOrder,
  undisclosedControl,
  undefinedParty,
  missingContact,
  missingScenario,
  missingTreatment,
  treatmentTerm,
  missingParty,
  retainedWithoutReason,
  treatmentMismatch,
  levelRange,
  levelMismatch,
  importanceMismatch,
  riskValueMismatch,
  untreatedRisk,
  residualAboveInherent,
  residualAboveLine,
  unusedAsset,
  mixedStyle,
  mixedWidth,
  termVariant,
  undefinedTerm,
  guidelineMention,
  deferredAnswer,
  reusedAnswer,
  negativeAnswer,
  duplicateSection,
  suppressionWithoutReason,
  unusedSuppression,
  invalidBaselineOf(() => rules.map(({ code }) => code)),
  fileLimit,
  internalError,
  importDoubt,
  migration,
  incompleteSubmission,
];
