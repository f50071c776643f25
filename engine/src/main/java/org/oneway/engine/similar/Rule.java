// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.util.Locale;

/**
 * The rules that say which differences between two items carry no meaning, each with its reason.
 * Changing what any of them does makes a new version of the rules, see {@link Similarity#rules()}.
 */
enum Rule {
  /**
   * JSON objects have no order (RFC 8259 section 4), and every writer has its own. Sets are objects
   * too, with members that are all true.
   */
  MEMBER_ORDER,
  /**
   * The key of an entry is chosen by whoever writes the card, and many servers choose a new one on
   * each read; what refers to an entry by its key refers to its value (RFC 9553 section 1.4.1).
   */
  ENTRY_KEYS,
  /** Address books collect the same number twice; the second says nothing new. */
  REPEATED_ENTRIES,
  /** Null, empty text, an empty object and an empty list all say: nothing here. */
  EMPTY_MEMBERS,
  /** A member that has the value it would have anyway (RFC 9553: kind, isOrdered, …). */
  DEFAULT_VALUES,
  /** The type that an object must have at its place need not be written down. */
  IMPLIED_TYPES,
  /** The same letter in Unicode's composed and decomposed form; Apple writes the second. */
  COMPOSED_LETTERS,
  /** CR LF, CR and LF all end a line. */
  LINE_ENDS,
  /** Folding and unfolding lines of vCards leaves spaces behind. */
  TRAILING_SPACE,
  /** 1, 1.0 and 1e0 are one number. */
  NUMBER_NOTATION,
  /** What stores write for themselves and no user sees: uid, version, updated, prodId, … */
  SYSTEM_MEMBERS,
  /**
   * A server may guess the language of a card and begin to say so
   * (draft-ietf-mailmaint-pdparchive-00, note on "similar enough").
   */
  INFERRED_LANGUAGE,
  /** Components that are not ordered keep their order only among their own kind. */
  COMPONENT_ORDER,
  /** A full name that says only what the components say; every server composes its own. */
  DERIVED_NAME,
  /** A full address that says only what the components say. */
  DERIVED_ADDRESS,
  /** Where an address breaks its lines and where it has commas. */
  ADDRESS_LAYOUT,
  /** ISO 3166 codes are written in both cases. */
  COUNTRY_CODE_CASE,
  /** What is dialled: digits, leading plus, pauses, extension; not how it is spaced. */
  PHONE_FORMAT,
  /** An address with or without {@code mailto:}; the domain in any case (RFC 5321 section 2.4). */
  EMAIL_FORMAT,
  /** Scheme and host in any case (RFC 3986 section 6.2.2.1), and UUIDs (RFC 9562 section 4). */
  URI_CASE,
  /** A data: URI is the bytes it holds, however they are written, also when only hash and size. */
  MEDIA_BYTES,
  /** The media type stands in the data: URI or beside it, in any case (RFC 2045 section 5.1). */
  MEDIA_TYPE,
  /** A store's own handle of media that are there as a URI too. */
  BLOB_BESIDE_URI,
  /** The order of the vCard properties without a member of their own, and their names' case. */
  PROPERTY_ORDER,
  /** The name of a vCard group ties properties together, and is renumbered on each write. */
  GROUP_NAMES,
  /** A localization patches whole members or parts of them: what comes of it counts. */
  LOCALIZATION_FORM,
  /** Days, months and the like of a recurrence rule, and rules among themselves, have no order. */
  LIST_ORDER,
  /** PT60M is PT1H and P1W is P7D; P1D is not PT24H, on two days of the year (RFC 8984, 1.4.6). */
  DURATION_FORMAT,
  /**
   * An event that does not recur happens at an instant, whatever zone its start is written in
   * (draft-ietf-mailmaint-pdparchive-00, note on "similar enough").
   */
  SAME_INSTANT,
  /** A series keeps its wall-clock time: zones are equal that go the same way while it lasts. */
  SAME_ZONE,
  /** Definitions of time zones come with an item for those who do not know the zone. */
  ZONE_DEFINITIONS,
  /** An override that says what the series says, on a date of the series. */
  IDLE_OVERRIDES,
  /** An override patches whole members or parts of them: what comes of it counts. */
  OVERRIDE_FORM,
  /** That a user has seen an alert is a matter of the device (RFC 9074 section 6.1). */
  ACKNOWLEDGED_ALERTS,
  /** What clients note for themselves among the properties without a member: X-MOZ-LASTACK, … */
  CLIENT_MARKS,
  /** Who sends invitations and what came of it; Oneway itself writes that nobody is to. */
  SCHEDULING,
  /** Which of several ways to say the same an iCalendar file had: DTEND or DURATION. */
  ICALENDAR_NOTATION,
  /** Which of several instances without their series stands first. */
  INSTANCE_ORDER,
  /** Members and vCard properties that a connector lists as its store's own. */
  IGNORED_MEMBERS;

  /** What a plan calls it: {@code phone-format}. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
