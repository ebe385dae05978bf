"""The closed codelists of BODS 0.4, by its files in schema/codelists."""

UNSPECIFIED_REASONS = tuple(
    """
    noBeneficialOwners subjectUnableToConfirmOrIdentifyBeneficialOwner
    interestedPartyHasNotProvidedInformation subjectExemptFromDisclosure
    interestedPartyExemptFromDisclosure unknown informationUnknownToPublisher
    """.split()
)
SOURCE_TYPES = tuple("selfDeclaration officialRegister thirdParty primaryResearch verified".split())
NAME_TYPES = tuple("legal translation transliteration former alternative birth".split())
INTEREST_TYPES = tuple(
    """
    shareholding votingRights appointmentOfBoard otherInfluenceOrControl
    seniorManagingOfficial settlor trustee protector beneficiaryOfLegalArrangement
    rightsToSurplusAssetsOnDissolution rightsToProfitOrIncome rightsGrantedByContract
    conditionalRightsGrantedByContract controlViaCompanyRulesOrArticles controlByLegalFramework
    boardMember boardChair unknownInterest unpublishedInterest enjoymentAndUseOfAssets
    rightToProfitOrIncomeFromAssets nominee nominator
    """.split()
)
ENTITY_TYPES = tuple(
    """
    registeredEntity legalEntity arrangement anonymousEntity unknownEntity state
    stateBody
    """.split()
)
PERSON_TYPES = tuple("knownPerson anonymousPerson unknownPerson".split())
MOTIVATIONS = tuple("commenting correcting identifying linking transformation".split())
RECORD_STATUSES = tuple("new updated closed".split())
EXPOSURES = tuple("isPep isNotPep unknown".split())
SECURITY_SCHEMES = tuple("isin figi cusip cins".split())
DIRECTNESS = tuple("direct indirect unknown".split())

ENTITY_SUBTYPES = {
    "arrangement": ("trust", "nomination", "other"),
    "legalEntity": ("trust", "other"),
    "stateBody": ("governmentDepartment", "stateAgency", "other"),
}
"""Of each type of entity that has subtypes of its own; any other has only ``other``."""
