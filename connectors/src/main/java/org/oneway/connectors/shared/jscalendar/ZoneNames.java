// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What zone of the IANA a name means that somebody gave to it. */
final class ZoneNames {
  /**
   * A zone that a name means.
   *
   * @param isCertain whether no definition could mean another one by that name
   */
  record Match(String id, boolean isCertain) {}

  /** Those that others are guessed to be, the commonest first. */
  static final List<String> COMMON =
      List.of(
          ("Etc/UTC Europe/Berlin Europe/London America/New_York America/Chicago America/Denver"
                  + " America/Los_Angeles Europe/Athens Europe/Moscow Europe/Lisbon Europe/Istanbul"
                  + " Asia/Tokyo Asia/Shanghai Asia/Kolkata Asia/Dubai Asia/Bangkok Asia/Karachi"
                  + " Australia/Sydney Australia/Brisbane Australia/Perth Australia/Adelaide"
                  + " Pacific/Auckland America/Sao_Paulo America/Halifax America/Phoenix"
                  + " America/Anchorage America/Bogota America/Mexico_City America/St_Johns"
                  + " America/Argentina/Buenos_Aires America/Santiago Africa/Johannesburg"
                  + " Africa/Lagos Africa/Nairobi Africa/Cairo Asia/Jerusalem Asia/Tehran"
                  + " Pacific/Honolulu Asia/Kathmandu Asia/Dhaka Asia/Yangon")
              .split(" ", -1));

  private static final Set<String> UTC =
      Set.of("utc", "z", "uct", "zulu", "universal", "etc/uct", "etc/zulu", "etc/universal");
  private static final Pattern DISPLAY =
      Pattern.compile("\\((?:UTC|GMT)(?:([+-]\\d{1,2})[:.]?(\\d{2}))?\\)\\s*(.*)");
  private static final Pattern OFFSET =
      Pattern.compile("(?:UTC|GMT)?([+-])(\\d{1,2})(?::?(\\d{2}))?");
  private static final int LONGEST = 200;
  private static final int MOST_HOURS = 12;

  private static final Set<String> IDS = ids();

  /** Zones that were asked for by the IANA's names, of which there are a few hundred. */
  private static final Map<String, Zone> ASKED = new ConcurrentHashMap<>();

  private static final Map<String, String> EXACT = new HashMap<>();
  private static final Map<String, String> SQUEEZED = new HashMap<>();
  private static final Map<String, String> CITIES = new HashMap<>();
  private static final Map<String, String> OF_VENDORS = ofVendors();

  static {
    for (String id : IDS) {
      EXACT.put(id.toLowerCase(Locale.ROOT), id);
      if (id.indexOf('/') > 0) {
        SQUEEZED.putIfAbsent(squeeze(id), id);
      }
    }
    for (String area : List.of("Europe/", "America/", "Asia/", "Africa/", "Australia/", "")) {
      IDS.stream()
          .filter(id -> id.startsWith(area) && id.indexOf('/') > 0 && !id.startsWith("Etc/"))
          .forEach(id -> CITIES.putIfAbsent(squeeze(id.substring(id.lastIndexOf('/') + 1)), id));
    }
  }

  private ZoneNames() {}

  private static Set<String> ids() {
    TreeSet<String> ids = new TreeSet<>(ZoneId.getAvailableZoneIds());
    // Libraries register zones of their own, in lower case, which are nobody else's.
    ids.removeIf(id -> id.startsWith("SystemV/") || !Character.isUpperCase(id.charAt(0)));
    return ids;
  }

  private static Map<String, String> ofVendors() {
    Map<String, String> names = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(ZoneNames.class.getResourceAsStream("windows-zones.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
          .forEach(
              line -> {
                int equals = line.lastIndexOf('=');
                names.put(squeeze(line.substring(0, equals)), line.substring(equals + 1));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** All zones of the IANA that Java knows, in the order of their names. */
  static Set<String> all() {
    return IDS;
  }

  /** The zone of a name of the IANA's, however it is capitalised. */
  static Optional<Zone> exact(String name) {
    Zone there = ASKED.get(name);
    if (there != null) {
      return Optional.of(there);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (UTC.contains(lower) || lower.equals("etc/utc")) {
      return Optional.of(Zone.UTC);
    }
    Optional<Zone> zone = Optional.ofNullable(EXACT.get(lower)).map(ZoneNames::zone);
    zone.filter(of -> of.id().equals(name)).ifPresent(of -> ASKED.put(name, of));
    return zone;
  }

  /** A zone of the IANA's. */
  static Zone zone(String id) {
    return id.equals(Zone.UTC.id()) ? Zone.UTC : new Zone(id, ZoneId.of(id).getRules());
  }

  /** What zone a name means; empty where the name alone does not tell. */
  static Optional<Match> find(String name) {
    String text = name.trim();
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> certain = exact(text).map(Zone::id);
    for (int slash = text.indexOf('/');
        certain.isEmpty() && slash >= 0;
        slash = text.indexOf('/', slash + 1)) {
      String behind = text.substring(slash + 1);
      certain = behind.indexOf('/') > 0 ? exact(behind).map(Zone::id) : Optional.empty();
    }
    String squeezed = squeeze(text);
    if (certain.isEmpty()) {
      certain =
          Optional.ofNullable(OF_VENDORS.get(squeezed))
              .or(() -> Optional.ofNullable(SQUEEZED.get(squeezed)));
    }
    return certain.map(id -> new Match(id, true)).or(() -> guess(text));
  }

  /** Whether no definition could mean another zone by this name. */
  static boolean isCertain(String name) {
    return find(name).filter(Match::isCertain).isPresent();
  }

  private static Optional<Match> guess(String text) {
    Matcher display = DISPLAY.matcher(text);
    if (display.matches()) {
      return ofDisplay(display).map(id -> new Match(id, false));
    }
    Matcher offset = OFFSET.matcher(text);
    if (offset.matches()) {
      return ofOffset(offset).map(id -> new Match(id, false));
    }
    return Optional.ofNullable(CITIES.get(squeeze(text.substring(text.lastIndexOf('/') + 1))))
        .map(id -> new Match(id, false));
  }

  private static Optional<String> ofDisplay(Matcher display) {
    String places = display.group(3);
    Optional<String> found =
        Optional.ofNullable(OF_VENDORS.get(squeeze(places)))
            .or(() -> Optional.ofNullable(CITIES.get(squeeze(places.split(",", 2)[0]))));
    if (display.group(1) == null) {
      return found;
    }
    int hours = Integer.parseInt(display.group(1));
    int minutes = Integer.parseInt(display.group(2));
    int sign = display.group(1).startsWith("-") ? -1 : 1;
    int seconds = hours * 3600 + sign * minutes * 60;
    return found.filter(id -> hasOffset(ZoneId.of(id).getRules(), seconds));
  }

  /** Whether clocks there are set to the offset when they are not put forward. */
  private static boolean hasOffset(ZoneRules rules, int seconds) {
    return rules.getStandardOffset(last(rules)).getTotalSeconds() == seconds;
  }

  private static Instant last(ZoneRules rules) {
    return rules.getTransitions().isEmpty()
        ? Instant.EPOCH
        : rules.getTransitions().get(rules.getTransitions().size() - 1).getInstant();
  }

  private static Optional<String> ofOffset(Matcher offset) {
    int hours = Integer.parseInt(offset.group(2));
    if ((offset.group(3) != null && !offset.group(3).equals("00")) || hours > MOST_HOURS) {
      return Optional.empty();
    }
    return Optional.of(fixed(offset.group(1).equals("-") ? -hours : hours));
  }

  /** The zone that is always this many hours before UTC. */
  static String fixed(int hours) {
    return hours == 0 ? Zone.UTC.id() : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
  }

  /** Letters and digits in lower case, and signs before digits. */
  private static String squeeze(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isSign =
          (c == '+' || c == '-') && i + 1 < name.length() && Character.isDigit(name.charAt(i + 1));
      if (isSign || Character.isLetterOrDigit(c)) {
        text.append(Character.toLowerCase(c));
      }
    }
    return text.toString();
  }
}
