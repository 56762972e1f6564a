/** Made from the tables of functions/registration by `make openapi`; a change here is lost. */
export type Part = 'students' | 'guardians' | 'property'
export type Permission = 'list_seasons' | 'read_season' | 'cases' | 'figures' | 'season' | 'publication' | 'exports' | 'audit' | 'work' | 'sms' | 'approvals' | 'colleagues'

/** Kinds of check, in their order. */
export const CHECK_KINDS = {
  student_identity: {"name": "student", "part": "students"},
  guardian_identity: {"name": "guardian", "part": "guardians"},
  property: {"name": "property", "part": "property"},
} as const

export type CheckKind = keyof typeof CHECK_KINDS

/** For families. */
export const CHECK_LABELS = {
  student_identity: {"zh-CN": "学生 {name}", "en": "Child {name}"},
  guardian_identity: {"zh-CN": "监护人 {name}", "en": "Guardian {name}"},
  property: {"zh-CN": "房产信息", "en": "Home"},
} as const

/** For staff. */
export const DESK_CHECK_LABELS = {
  student_identity: {"zh-CN": "学生 {n} 身份", "en": "Student {n}"},
  guardian_identity: {"zh-CN": "监护人 {n} 身份", "en": "Guardian {n}"},
  property: {"zh-CN": "房产", "en": "Home"},
} as const

/** Staff's queues by kind of check. */
export const QUEUE_LABELS = {
  student_identity: {"zh-CN": "学生身份", "en": "Student"},
  guardian_identity: {"zh-CN": "监护人身份", "en": "Guardian"},
  property: {"zh-CN": "房产", "en": "Home"},
} as const

/** Kinds of home: fields of the form, and which must be filled. */
export const HOMES = {
  parents_purchase: {"fields": ["proof", "number", "owner_name", "owner_identity_document", "acquired_on", "address"], "required": ["proof", "number", "owner_name", "owner_identity_document", "acquired_on"]},
  grandparents_purchase: {"fields": ["proof", "number", "owner_name", "owner_identity_document", "acquired_on", "address"], "required": ["proof", "number", "owner_name", "owner_identity_document", "acquired_on"]},
  public_rental: {"fields": ["tenant_name", "tenant_identity_document", "address"], "required": ["tenant_name", "tenant_identity_document", "address"]},
  low_rent: {"fields": ["contract_number", "address"], "required": ["contract_number", "address"]},
  collective: {"fields": [], "required": []},
  other: {"fields": ["address", "explanation"], "required": ["address", "explanation"]},
} as const

/** What must be filled of each person. */
export const REQUIRED = {
  student: ["identity_document", "name", "birth_date", "sex", "residence_address"],
  guardian: ["relationship", "name", "identity_document"],
  firstGuardian: ["phone"],
} as const

/** Kinds of document, and what staff look at them for. */
export const DOCUMENT_KINDS = {
  household_front_page: {"proves": ["guardians"], "ofOneStudent": false},
  householder_page: {"proves": ["guardians"], "ofOneStudent": false},
  student_page: {"proves": ["students"], "ofOneStudent": true},
  birth_certificate: {"proves": ["students"], "ofOneStudent": true},
  title_certificate: {"proves": ["property"], "ofOneStudent": false},
  purchase_contract: {"proves": ["property"], "ofOneStudent": false},
  rental_contract: {"proves": ["property"], "ofOneStudent": false},
  property_proof: {"proves": ["property"], "ofOneStudent": false},
  kinship_proof: {"proves": ["property"], "ofOneStudent": false},
  identity_document: {"proves": ["guardians", "students"], "ofOneStudent": false},
  other: {"proves": [], "ofOneStudent": false},
} as const

/** What each role of the staff may do. */
export const ROLES = {
  reviewer: ["cases", "figures", "list_seasons", "read_season"],
  supervisor: ["approvals", "colleagues", "exports", "list_seasons", "publication", "read_season", "season", "sms", "work"],
  auditor: ["audit", "colleagues", "list_seasons"],
} as const
