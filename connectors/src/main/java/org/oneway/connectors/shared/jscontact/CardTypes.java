// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of RFC 9553 and their members; a member whose type ends with ! must be there. */
final class CardTypes {
  private static final String CONTEXTS = "contexts Contexts, pref Pref";
  private static final String RESOURCE =
      "uri Text!, mediaType Text, label Text, " + CONTEXTS + ", kind ";

  private static final Map<String, Map<String, String>> TYPES = types();

  private static final Map<String, Set<String>> ONE_OF =
      Map.of(
          "Name", Set.of("components", "full"),
          "Organization", Set.of("name", "units"),
          "SpeakToAs", Set.of("grammaticalGender", "pronouns"),
          "OnlineService", Set.of("uri", "user"),
          "Address", Set.of("components", "coordinates", "countryCode", "full", "timeZone"),
          "Author", Set.of("name", "uri"));

  private CardTypes() {}

  static Map<String, String> members(String type) {
    Map<String, String> members = TYPES.get(type);
    if (members == null) {
      throw new IllegalArgumentException(type);
    }
    return members;
  }

  /** Members of which one at least must be there. */
  static Set<String> oneOf(String type) {
    return ONE_OF.getOrDefault(type, Set.of());
  }

  private static Map<String, Map<String, String>> types() {
    Map<String, Map<String, String>> types = new HashMap<>();
    define(
        types,
        "Card",
        "version Version!, uid Text!, created UtcDateTime, updated UtcDateTime",
        "kind Enum[individual group org location device application]",
        "language Text, members String[True], prodId FilledText, relatedTo String[Relation]",
        "name Name, nicknames Id[Nickname], organizations Id[Organization]",
        "speakToAs SpeakToAs, titles Id[Title], emails Id[EmailAddress]",
        "onlineServices Id[OnlineService], phones Id[Phone]",
        "preferredLanguages Id[LanguagePref], calendars Id[Calendar]",
        "schedulingAddresses Id[SchedulingAddress], addresses Id[Address]",
        "cryptoKeys Id[CryptoKey], directories Id[Directory], links Id[Link], media Id[Media]",
        "localizations String[Patches], anniversaries Id[Anniversary], keywords String[True]",
        "notes Id[Note], personalInfo Id[PersonalInfo], vCardProps List[Any]");
    define(types, "Patches", "");
    define(types, "Relation", "relation String[True]");
    define(
        types,
        "Name",
        "components List[NameComponent], isOrdered Boolean, defaultSeparator Text, full Text",
        "sortAs String[Text], phoneticScript Script, phoneticSystem Enum[ipa jyut piny]");
    define(
        types,
        "NameComponent",
        "value Text!, phonetic Text",
        "kind Enum[title given given2 surname surname2 credential generation separator]!");
    define(types, "Nickname", "name Text!", CONTEXTS);
    define(types, "Organization", "name Text, units List[OrgUnit], sortAs Text, contexts Contexts");
    define(types, "OrgUnit", "name Text!, sortAs Text");
    define(
        types,
        "SpeakToAs",
        "grammaticalGender Enum[animate common feminine inanimate masculine neuter]",
        "pronouns Id[Pronouns]");
    define(types, "Pronouns", "pronouns Text!", CONTEXTS);
    define(types, "Title", "name Text!, kind Enum[title role], organizationId Id");
    define(types, "EmailAddress", "address Text!, label Text", CONTEXTS);
    define(types, "OnlineService", "service Text, uri Text, user Text, label Text", CONTEXTS);
    define(types, "Phone", "number Text!, features String[True], label Text", CONTEXTS);
    define(types, "LanguagePref", "language Text!", CONTEXTS);
    define(types, "Calendar", RESOURCE + "Enum[calendar freeBusy]!");
    define(types, "SchedulingAddress", "uri Text!, label Text", CONTEXTS);
    define(
        types,
        "Address",
        "components List[AddressComponent], isOrdered Boolean, defaultSeparator Text, full Text",
        "countryCode CountryCode, coordinates Geo, timeZone Text",
        "phoneticScript Script, phoneticSystem Enum[ipa jyut piny]",
        CONTEXTS);
    define(
        types,
        "AddressComponent",
        "value Text!, phonetic Text",
        "kind Enum[room apartment floor building number name block subdistrict district locality"
            + " region postcode country direction landmark postOfficeBox separator]!");
    define(types, "CryptoKey", RESOURCE + "Text");
    define(types, "Directory", RESOURCE + "Enum[directory entry]!, listAs Position");
    define(types, "Link", RESOURCE + "Enum[contact]");
    define(types, "Media", RESOURCE + "Enum[photo sound logo]!");
    define(types, "Contexts", "private True, work True, billing True, delivery True");
    define(types, "Anniversary", "kind Enum[birth death wedding]!, date Date!, place Address");
    define(
        types,
        "PartialDate",
        "year UnsignedInt, month UnsignedInt, day UnsignedInt, calendarScale Text");
    define(types, "Timestamp", "utc UtcDateTime!");
    define(types, "Note", "note Text!, created UtcDateTime, author Author");
    define(types, "Author", "name Text, uri Text");
    define(
        types,
        "PersonalInfo",
        "kind Enum[expertise hobby interest]!, value Text!, level Enum[high medium low]",
        "listAs Position, label Text");
    return types;
  }

  private static void define(
      Map<String, Map<String, String>> types, String type, String... members) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String member : String.join(", ", List.of(members)).split(", ", -1)) {
      int space = member.indexOf(' ');
      if (space > 0) {
        found.put(member.substring(0, space), member.substring(space + 1));
      }
    }
    types.put(type, found);
  }
}
