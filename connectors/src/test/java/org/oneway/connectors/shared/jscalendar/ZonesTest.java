// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.findings;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.zones;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;

final class ZonesTest {
  /** The clocks of central Europe, as Outlook writes them. */
  private static String centralEurope(String tzid) {
    return definition(tzid, "-1SU", "3", "-1SU", "10", "+0100", "+0200");
  }

  private static String definition(
      String tzid, String summer, String from, String winter, String to, String std, String dst) {
    return "BEGIN:VTIMEZONE\nTZID:"
        + tzid
        + "\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:"
        + (dst + "\nTZOFFSETTO:" + std + "\nRRULE:FREQ=YEARLY;BYDAY=" + winter + ";BYMONTH=" + to)
        + "\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:"
        + (std + "\nTZOFFSETTO:" + dst + "\nRRULE:FREQ=YEARLY;BYDAY=" + summer + ";BYMONTH=" + from)
        + "\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
  }

  private static String fixed(String tzid, String offset) {
    return "BEGIN:VTIMEZONE\nTZID:"
        + (tzid + "\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:" + offset)
        + ("\nTZOFFSETTO:" + offset + "\nEND:STANDARD\nEND:VTIMEZONE\n");
  }

  private static String zoneOf(String calendar) {
    return json(calendar).path("timeZone").asText("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "europe/berlin|Europe/Berlin",
        "US/Pacific|US/Pacific",
        "UTC|Etc/UTC",
        "/mozilla.org/20050126_1/Europe/Berlin|Europe/Berlin",
        "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Ushuaia"
            + "|America/Argentina/Ushuaia",
        "posix/Europe/Vaduz|Europe/Vaduz",
        "America_New_York|America/New_York",
        "US-Eastern|US/Eastern",
        "W. Europe Standard Time|Europe/Berlin",
        "Tokyo Standard Time|Asia/Tokyo",
        "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Amsterdam",
        "(GMT-05:00) Eastern Time (US & Canada)|America/New_York",
        "(UTC+07:00) Bangkok, Hanoi, Jakarta|Asia/Bangkok",
        "tzone://Microsoft/Utc|Etc/UTC",
        "UTC+01:00|Etc/GMT-1",
        "Germany/Berlin|Europe/Berlin",
        "Etc/GMT-2|Etc/GMT-2",
        "Nowhere|/Nowhere",
      })
  void aNameTellsTheZone(String tzid, String id) {
    assertThat(zoneOf(event("DTSTART;TZID=\"" + tzid + "\":20240601T100000"))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/mozilla.org/20050126_1/Europe/Berlin",
        "W. Europe Standard Time",
        "Germany/Berlin",
        "Nowhere",
      })
  void aNameThatTellsTheZoneComesBackAndIsDefined(String tzid) {
    String line = "DTSTART;TZID=\"" + tzid + "\":20240601T100000";
    List<String> back = back(event(line));
    assertThat(back.toString().replace("\"", "")).contains(line.replace("\"", ""));
    boolean isKnown = !tzid.equals("Nowhere");
    assertThat(zones(json(event(line))).contains("\nTZID:" + tzid)).isEqualTo(isKnown);
  }

  @Test
  void anUnknownNameIsToldByRulesOverTheYearsOfTheEvent() {
    String calendar =
        centralEurope("Customized Time Zone")
            + event("DTSTART;TZID=Customized Time Zone:20240601T100000", "RRULE:FREQ=WEEKLY");
    assertThat(zoneOf(calendar)).isEqualTo("Europe/Berlin");
    assertThat(back(calendar)).contains("DTSTART;TZID=Europe/Berlin:20240601T100000");
  }

  @Test
  void anotherDefinitionMayMeanAnotherZoneByAnUncertainName() {
    String calendar =
        definition("Berlin", "2SU", "3", "1SU", "11", "-0500", "-0400")
                .replace("T030000", "T020000")
            + event("DTSTART;TZID=Berlin:20240601T100000");
    assertThat(zoneOf(calendar)).isEqualTo("America/New_York");
  }

  @Test
  void theNameOfTheIanaCountsWhateverIsDefined() {
    String calendar =
        fixed("Europe/Berlin", "+0537") + event("DTSTART;TZID=Europe/Berlin:20240601T100000");
    assertThat(zoneOf(calendar)).isEqualTo("Europe/Berlin");
  }

  @Test
  void theWholeSeriesIsInOneZone() {
    String calendar =
        centralEurope("Own")
            + event("DTSTART;TZID=Own:20240601T100000", "RRULE:FREQ=WEEKLY", "SUMMARY:a")
            + event(
                "RECURRENCE-ID;TZID=Own:20240608T100000",
                "DTSTART;TZID=Own:20240608T110000",
                "SUMMARY:a");
    assertThat(json(calendar).at("/recurrenceOverrides/2024-06-08T10:00:00"))
        .isEqualTo(Fragment.parse("{'start':'2024-06-08T11:00:00'}"));
  }

  @Test
  void twoZonesOfOneNameInOneCalendarAreCalledDifferently() {
    List<Item> items = new ArrayList<>();
    for (String offset : List.of("+0537", "+0641", "+0537")) {
      String calendar = fixed("Ship", offset) + event("DTSTART;TZID=Ship:20240601T100000");
      String uid = "event " + items.size();
      items.add(Calendars.item(json(calendar)).withUid(new Uid(uid)));
    }

    Calendars.CalendarObject read = Calendars.read(Calendars.write(items), "x");

    assertThat(read.items())
        .extracting(one -> one.item().json().path("timeZone").asText())
        .containsExactly("/Ship", "/Ship (2)", "/Ship");
    assertThat(read.items())
        .extracting(
            one -> {
              ObjectNode json = one.item().json();
              String zone = json.path("timeZone").asText();
              return json.path("timeZones").path(zone).at("/standard/0/offsetTo").asText();
            })
        .containsExactly("+0537", "+0641", "+0537");
  }

  @Test
  void aZoneOfItsOwnIsKeptAndComesBack() {
    String calendar =
        definition("Ship", "2TU", "4", "2TU", "9", "+0537", "+0641")
            + event(
                "DTSTART;TZID=Ship:20240601T100000",
                "DTEND;TZID=Europe/Berlin:20240601T100000",
                "EXDATE;TZID=Ship:20240603T100000",
                "RRULE:FREQ=DAILY");
    ObjectNode json = json(calendar);
    assertThat(json.path("timeZone").asText()).isEqualTo("/Ship");
    assertThat(
            json.at("/timeZones/~1Ship/daylight/0/recurrenceRules/0/byDay/0/nthOfPeriod").asInt())
        .isEqualTo(2);
    assertThat(json.path("duration").asText()).isEqualTo("PT4H41M");
    assertThat(back(calendar)).contains("EXDATE;TZID=Ship:20240603T100000");
    assertThat(zones(json)).contains("TZOFFSETTO:+0641", "BYDAY=2TU");
  }

  @Test
  void version2HasNoZonesOfItsOwnSoTheNearestCountsAndItIsTold() {
    String calendar = fixed("Ship", "+0537") + event("DTSTART;TZID=Ship:20240601T100000");
    assertThat(modern(calendar).has("timeZone")).isFalse();
    String eras =
        centralEurope("Ship")
                .replace(
                    "END:VTIMEZONE",
                    "BEGIN:STANDARD\nDTSTART:20270101T000000\n"
                        + "TZOFFSETFROM:+0100\nTZOFFSETTO:+0130\nEND:STANDARD\nEND:VTIMEZONE")
            + event("DTSTART;TZID=Ship:20240601T100000", "RRULE:FREQ=DAILY");
    assertThat(zoneOf(eras)).isEqualTo("/Ship");
    assertThat(modern(eras).path("timeZone").asText()).isEqualTo("Europe/Berlin");
  }

  @Test
  void aNameThatNobodyKnowsStaysInVersion2() {
    ObjectNode modern = modern(event("DTSTART;TZID=Nowhere:20240601T100000"));
    assertThat(modern.has("timeZone")).isFalse();
    assertThat(lines(modern)).contains("DTSTART;TZID=Nowhere:20240601T100000");
  }

  @Test
  void offsetsThatNoPlaceHasDefineNothing() {
    String calendar = fixed("Odd", "+5730") + event("DTSTART;TZID=Odd:20240601T100000");
    assertThat(zoneOf(calendar)).isEqualTo("/Odd");
    assertThat(back(calendar)).contains("DTSTART;TZID=Odd:20240601T100000");
    assertThat(findings(calendar)).isEmpty();
  }

  @Test
  void aRuleOfSecondsInADefinitionEndsAtOnce() {
    String calendar =
        fixed("Odd", "+0537").replace("TZOFFSETFROM", "RRULE:FREQ=SECONDLY\nTZOFFSETFROM")
            + event("DTSTART;TZID=Odd:20240601T100000");
    assertThat(zoneOf(calendar)).isEqualTo("/Odd");
  }

  @Test
  void whatIsWrittenForAZoneOfTheIanaHasItsClocks() {
    List<String> wrong = new ArrayList<>();
    ZoneMatch.Span span = new ZoneMatch.Span(2000, 2024);
    for (String id : ZoneNames.COMMON) {
      Zone zone = ZoneNames.zone(id);
      boolean isEqual =
          zone.equals(Zone.UTC)
              || IanaZones.definition(id, id)
                  .flatMap(Observances::rules)
                  .filter(rules -> ZoneMatch.agree(rules, zone.rules(), span))
                  .isPresent();
      if (!isEqual) {
        wrong.add(id);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyNameOfWindowsMeansAZoneThatIsKnown() {
    assertThat(ZoneNames.find("Samoa Standard Time").orElseThrow().isCertain()).isTrue();
    for (String name : List.of("Yukon Standard Time", "Qyzylorda Standard Time", "UTC-11")) {
      ZoneRules rules = ZoneId.of(ZoneNames.find(name).orElseThrow().id()).getRules();
      assertThat(rules).isNotNull();
    }
  }

  @Test
  void aZoneThatJavaDoesNotKnowIsStillNamed() {
    ObjectNode json = eventJson("'start':'2024-06-01T10:00:00','timeZone':'Mars/Olympus'");
    assertThat(lines(json)).contains("DTSTART;TZID=Mars/Olympus:20240601T100000");
  }

  @Test
  void aDateHasNoZone() {
    assertThat(back(event("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20240601")))
        .contains("DTSTART;VALUE=DATE:20240601");
  }
}
