// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.parse;
import static org.oneway.connectors.shared.jscalendar.Fragment.sorted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocationsTest {
  private static final String[] COMPONENT = {
    "LOCATION;DERIVED=TRUE:Fred's Bar",
    "BEGIN:VLOCATION",
    "UID:bar",
    "NAME:Fred's Bar",
    "LOCATION-TYPE:bar",
    "END:VLOCATION",
    "BEGIN:VLOCATION",
    "UID:park",
    "NAME:XYZ Parking",
    "COORDINATES;VALUE=URI:geo:40.71427,-74.00597",
    "END:VLOCATION"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCATION:Room 1\\, Building 2",
        "LOCATION;LANGUAGE=de;ALTREP=\"https://example.com/l\":Raum 1",
        "LOCATION:Room 1|GEO:38.90;-77.01",
        "GEO:37.386013;-122.0829322",
        "GEO:1.00;2.50",
        "GEO:48,1;11,5",
        "LOCATION:",
        "LOCATION:Room 1|LOCATION:Room 1",
        "LOCATION:A|X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=A:geo:1.0,2.0",
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=\"Dial in\":https://example.com/a",
        "CONFERENCE;VALUE=URI;LANGUAGE=de:tel:+1-555",
        "CONFERENCE;VALUE=TEXT:room",
      })
  void comesBackAsItWas(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(sorted(back(event(lines)))).containsAll(sorted(List.of(lines)));
    assertThat(back(event(lines))).filteredOn(l -> l.startsWith("JSCAL-PROP")).isEmpty();
  }

  @Test
  void aPlusBeforeADegreeSaysNothing() {
    assertThat(json(event("GEO:+45.5;-93.3")).path("locations").elements().next().toString())
        .contains("geo:45.5,-93.3");
  }

  @Test
  void theMainPlaceIsTheOneOfItsName() {
    ObjectNode json = modern(event(COMPONENT));

    assertThat(json.path("mainLocationId").asText()).isEqualTo("bar");
    assertThat(json.path("locations").path("park").path("coordinates").asText())
        .isEqualTo("geo:40.71427,-74.00597");
    assertThat(lines(json))
        .contains("LOCATION;DERIVED=TRUE:Fred's Bar", "LOCATION-TYPE:bar", "NAME:XYZ Parking");
  }

  @Test
  void componentsComeBackInTheOldVersionToo() {
    assertThat(lines(json(event(COMPONENT))))
        .contains("LOCATION;DERIVED=TRUE:Fred's Bar", "NAME:Fred's Bar", "NAME:XYZ Parking");
  }

  @Test
  void aComponentWithNothingButANameStaysOne() {
    assertThat(lines(json(event("BEGIN:VLOCATION", "UID:x", "NAME:Here", "END:VLOCATION"))))
        .contains("NAME:Here")
        .noneMatch(line -> line.startsWith("LOCATION"));
  }

  @Test
  void whatLocationCannotSayIsAComponentBesideIt() {
    ObjectNode json =
        eventJson("'locations':{'l':{'@type':'Location','name':'N','description':'D'}}");

    assertThat(lines(json))
        .contains("LOCATION;DERIVED=TRUE:N", "BEGIN:VLOCATION", "NAME:N", "DESCRIPTION:D");
  }

  @Test
  void theMainOneOfSeveralPlacesIsTheLocation() {
    ObjectNode json =
        parse(
            "{'@type':'Event','uid':'u','version':'2.0','mainLocationId':'b','locations':{"
                + "'a':{'@type':'Location','name':'A'},'b':{'@type':'Location','name':'B'}}}");

    assertThat(lines(json)).contains("LOCATION;JSID=b:B", "BEGIN:VLOCATION", "NAME:A");
  }

  @Test
  void aFeatureThatIsNoWordIsKept() {
    ObjectNode json =
        eventJson(
            "'virtualLocations':{'v':{'@type':'VirtualLocation','uri':'https://x',"
                + "'features':{'audio':true,'white board':true}}}");

    assertThat(lines(json))
        .contains(
            "CONFERENCE;JSCAL-ID=v;VALUE=URI;FEATURE=AUDIO:https://x",
            "JSCAL-PROP;JSPTR=\"virtualLocations/v/features/white board\":true");
  }
}
