// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ezvcard.util.GeoUri;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Finding.Level;

/**
 * ADR and what is said of an address elsewhere: LABEL, GEO, TZ, X-ABADR (RFC 9555 section 2.6.1 and
 * 2.8).
 */
final class AddressRules {
  /** Where components travel that have no kind. */
  static final String REST = "x-more";

  /** What the components of ADR are in RFC 6350, in their order. */
  static final List<String> OLD_KINDS =
      List.of("postOfficeBox", "apartment", "name", "locality", "region", "postcode", "country");

  /** What they are in RFC 9554, where extended and street address only repeat others. */
  static final List<String> NEW_KINDS =
      List.of(
          "postOfficeBox",
          "",
          "",
          "locality",
          "region",
          "postcode",
          "country",
          "room",
          "apartment",
          "floor",
          "number",
          "name",
          "building",
          "block",
          "subdistrict",
          "district",
          "landmark",
          "direction");

  private static final int MAX_OFFSET = 14;

  private AddressRules() {}

  static void adr(Draft draft, ContentLine line, Params params) {
    List<String> parts = Text.split(line.value(), ';');
    List<String> kinds = kinds(parts.size(), line.value());
    List<List<String>> values = new ArrayList<>();
    for (String part : parts.subList(0, Math.min(parts.size(), kinds.size()))) {
      values.add(draft.list(part));
    }
    ObjectNode address = Draft.JSON.objectNode();
    Components.read(address, values, kinds, params.take("JSCOMPS"));
    params.take("LABEL").ifPresent(label -> address.put("full", draft.text(label)));
    readParameter(address, params, "GEO", "coordinates", AddressRules::geo);
    readParameter(address, params, "TZ", "timeZone", tz -> zone(tz, Optional.empty()));
    readParameter(address, params, "CC", "countryCode", AddressRules::country);
    readContexts(address, params);
    params.take("VALUE");
    if (parts.size() > kinds.size()) {
      String more = String.join(";", parts.subList(kinds.size(), parts.size()));
      if (!more.replace(";", "").isBlank()) {
        Draft.child(address, "vCardParams").put(REST, Text.keepOnOneLine(more));
        draft.find(
            Level.CARRIED_RAW, line, "has more parts than an address; they travel as they are");
      }
    }
    boolean mayBeJoined = !params.types().isEmpty() || line.parameter("PROP-ID").isPresent();
    if (!address.isEmpty() || mayBeJoined) {
      draft.add(line, params, "addresses", "ADDR", address);
    }
  }

  /** What the parts of an ADR are: RFC 9554's where one of its own is there. */
  static List<String> kinds(int size, String value) {
    // Google writes an eighth component that is not the room of RFC 9554.
    if (size <= OLD_KINDS.size() + 1) {
      return OLD_KINDS;
    }
    List<String> parts = Text.split(value, ';');
    boolean isNew = !String.join("", parts.subList(OLD_KINDS.size(), parts.size())).isBlank();
    return isNew ? NEW_KINDS : OLD_KINDS;
  }

  /** What cannot be the member stays among the parameters. */
  private static void readParameter(
      ObjectNode address,
      Params params,
      String name,
      String member,
      Function<String, Optional<String>> conversion) {
    List<String> written = params.takeAll(name);
    Optional<String> value =
        written.isEmpty() ? Optional.empty() : conversion.apply(written.get(0));
    value.ifPresentOrElse(v -> address.put(member, v), () -> params.put(name, written));
  }

  /** Two letters (ISO 3166-1). */
  static Optional<String> country(String text) {
    String code = text.trim().toUpperCase(Locale.ROOT);
    boolean isCode = code.length() == 2 && code.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    return isCode ? Optional.of(code) : Optional.empty();
  }

  static void readContexts(ObjectNode address, Params params) {
    for (String context : List.of("billing", "delivery")) {
      if (params.takeType(context)) {
        Draft.child(address, "contexts").put(context, true);
      }
    }
  }

  /** As a geo: URI (RFC 5870); old versions write two numbers. */
  static Optional<String> geo(String written) {
    String value = Text.unescape(written, CardVersion.V3_0).trim();
    if (value.regionMatches(true, 0, "geo:", 0, 4)) {
      try {
        GeoUri.parse(value);
        return Optional.of(value);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    List<String> numbers = Text.split(value, value.indexOf(';') < 0 ? ',' : ';');
    if (numbers.size() != 2) {
      return Optional.empty();
    }
    String latitude = numbers.get(0).trim();
    String longitude = numbers.get(1).trim();
    return isDegrees(latitude, 90) && isDegrees(longitude, 180)
        ? Optional.of("geo:" + latitude + "," + longitude)
        : Optional.empty();
  }

  private static boolean isDegrees(String text, int most) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && c != '.' && !(i == 0 && c == '-')) {
        return false;
      }
    }
    try {
      return Math.abs(Double.parseDouble(text)) <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A name of the time zone database; whole hours have one, with the sign turned round. */
  static Optional<String> zone(String text, Optional<String> type) {
    if (isZoneName(text) && type.filter(t -> t.equalsIgnoreCase("uri")).isEmpty()) {
      return Optional.of(text);
    }
    ZoneOffset offset;
    try {
      offset = ZoneOffset.of(text);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    int hours = offset.getTotalSeconds() / 3600;
    if (offset.getTotalSeconds() % 3600 != 0 || hours < -12 || hours > MAX_OFFSET) {
      return Optional.empty();
    }
    if (hours == 0) {
      return Optional.of("Etc/UTC");
    }
    return Optional.of("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours));
  }

  private static boolean isZoneName(String text) {
    return text.indexOf('/') > 0 && Zones.NAMES.contains(text);
  }

  /** Filled at the first TZ. */
  private static final class Zones {
    static final Set<String> NAMES = Set.copyOf(ZoneId.getAvailableZoneIds());
  }
}
