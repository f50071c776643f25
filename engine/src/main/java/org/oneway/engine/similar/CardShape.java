// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.oneway.engine.similar.Shape.each;
import static org.oneway.engine.similar.Shape.object;

import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/** The shape of a card (RFC 9553 section 2, members of vCard origin from RFC 9555 section 3). */
final class CardShape {
  private CardShape() {}

  /** What stores write for themselves, of any version of the format and of JMAP (RFC 9610). */
  private static final Set<String> SYSTEM_MEMBERS =
      Set.of(
          "@type",
          "version",
          "uid",
          "id",
          "blobId",
          "addressBookIds",
          "prodId",
          "created",
          "updated",
          "rev",
          "sequence");

  /** The same among the properties that have no member of their own. */
  private static final Set<String> SYSTEM_PROPERTIES =
      Set.of("version", "uid", "prodid", "rev", "created", "clientpidmap");

  private static final Shape PARAMETERS =
      new Shape(Form.PARAMETERS)
          .without(Rule.ENTRY_KEYS, Set.of("prop-id"))
          .without(Rule.GROUP_NAMES, Set.of("group"));

  private static final Shape NAME =
      resource("Name")
          .with("components", each(Form.LIST, object("NameComponent")))
          .withDefault("isOrdered", "false");

  static final Shape ADDRESS =
      resource("Address")
          .with("components", each(Form.LIST, object("AddressComponent")))
          .with("full", Form.LAYOUT)
          .with("countryCode", Form.COUNTRY)
          .with("coordinates", Form.URI)
          .withDefault("isOrdered", "false");

  private static final Shape ORGANIZATION =
      resource("Organization").with("units", each(Form.LIST, object("OrgUnit")));

  private static final Shape ANNIVERSARY =
      resource("Anniversary").with("date", new Shape(Form.ATOM)).with("place", ADDRESS);

  private static final Shape NOTE =
      resource("Note").with("author", object("Author").with("uri", Form.URI));

  private static final Shape SPEAK_TO_AS =
      object("SpeakToAs").with("pronouns", entries(resource("Pronouns")));

  /** A whole card. Organisations stand before the titles that refer to them. */
  static final Shape CARD =
      object("Card")
          .without(Rule.SYSTEM_MEMBERS, SYSTEM_MEMBERS)
          .without(Rule.INFERRED_LANGUAGE, Set.of("language"))
          .withDefault("kind", "individual")
          .with("kind", Form.ANY)
          .with("name", NAME)
          .with("speakToAs", SPEAK_TO_AS)
          .with("organizations", entries(ORGANIZATION))
          .with("titles", entries(resource("Title").withDefault("kind", "title")))
          .with("nicknames", entries(resource("Nickname")))
          .with("emails", entries(resource("EmailAddress").with("address", Form.EMAIL)))
          .with("phones", entries(resource("Phone").with("number", Form.PHONE)))
          .with("onlineServices", entries(resource("OnlineService")))
          .with("preferredLanguages", entries(resource("LanguagePref")))
          .with("addresses", entries(ADDRESS))
          .with("schedulingAddresses", entries(resource("SchedulingAddress")))
          .with("calendars", entries(resource("Calendar")))
          .with("cryptoKeys", entries(resource("CryptoKey")))
          .with("directories", entries(resource("Directory")))
          .with("links", entries(resource("Link")))
          .with("media", entries(resource("Media")))
          .with("anniversaries", entries(ANNIVERSARY))
          .with("notes", entries(NOTE))
          .with("personalInfo", entries(resource("PersonalInfo")))
          .with("keywords", Form.SET)
          .with("members", Form.SET)
          .with("relatedTo", each(Form.KEYED, object("Relation").with("relation", Form.SET)))
          .with("localizations", Form.LOCALIZATIONS)
          .with(
              "vCardProps",
              each(Form.PROPERTIES, PARAMETERS).without(Rule.SYSTEM_MEMBERS, SYSTEM_PROPERTIES));

  private static Shape entries(Shape entry) {
    return each(Form.ENTRIES, entry);
  }

  /** An object that may have what many have. */
  private static Shape resource(String type) {
    return object(type)
        .with("contexts", Form.SET)
        .with("features", Form.SET)
        .with("uri", Form.URI)
        .with("mediaType", Form.MEDIA_TYPE)
        .with("vCardParams", PARAMETERS);
  }
}
