// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.sorted;
import static org.oneway.connectors.shared.jscalendar.Fragment.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATTACH:https://example.com/a.pdf",
        "ATTACH;FILENAME=a.pdf;FMTTYPE=application/pdf;SIZE=12:https://example.com/a.pdf",
        "ATTACH;X-FILENAME=a.pdf;FMTTYPE=application/pdf:https://example.com/a.pdf",
        "ATTACH;LABEL=a;MANAGED-ID=1:https://example.com/a.pdf",
        "ATTACH;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=",
        "ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=text/plain:aGVsbG8=",
        "ATTACH:CID:jsmith.part3@example.com",
        "ATTACH:https://example.com/a|ATTACH:https://example.com/a",
        "IMAGE;VALUE=URI;DISPLAY=BADGE,THUMBNAIL:https://example.com/i.png",
        "LINK;VALUE=URI;LINKREL=license:https://example.com/l",
        "LINK;VALUE=URI;LINKREL=icon:https://example.com/l",
        "LINK;VALUE=URI:https://example.com/l",
        "LINK;VALUE=XML-REFERENCE:https://example.com/x#xpointer(a)",
        "LINK;LINKREL=\"https://example.com/rel\";VALUE=URI:https://example.com/x",
        "URL:https://example.com/e",
        "URL;VALUE=TEXT:example.com",
        "URL:https://example.com/e|URL:https://example.com/f",
        "LINK;VALUE=URI;LINKREL=describedby:https://example.com/d|URL:https://example.com/e",
        "RELATED-TO;RELTYPE=CHILD:a",
        "RELATED-TO:a",
        "RELATED-TO;RELTYPE=PARENT;GAP=PT5M:a",
        "RELATED-TO;RELTYPE=PARENT:a|RELATED-TO;RELTYPE=SIBLING:a",
        "RELATED-TO;VALUE=URI;RELTYPE=FIRST:https://example.com/1",
        "RELATED-TO:",
      })
  void comesBackAsItWas(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(sorted(back(event(lines))))
        .containsAll(sorted(List.of(lines)))
        .hasSize(lines.length + 2);
  }

  private static JsonNode link(JsonNode json) {
    return json.path("links").elements().next();
  }

  @Test
  void bytesAreADataAddress() {
    JsonNode link = link(json(event("ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=a/b:aGk=")));

    assertThat(link.path("href").asText()).isEqualTo("data:a/b;base64,aGk=");
    assertThat(link.path("contentType").asText()).isEqualTo("a/b");
  }

  @Test
  void aDataAddressOfAnotherTypeThanTheLinkStaysAnAddress() {
    String line = "ATTACH;FMTTYPE=text/html:data:text/plain;base64,aGk=";

    assertThat(back(event(line))).contains(line);
  }

  @Test
  void theAddressOfAnEventDescribesItInTheNewVersionOnly() {
    assertThat(link(modern(event("URL:https://x"))).path("rel").asText()).isEqualTo("describedby");
    assertThat(link(json(event("URL:https://x"))).has("rel")).isFalse();
  }

  @Test
  void howAnImageIsShownIsASetInTheNewVersion() {
    String line = "IMAGE;VALUE=URI;DISPLAY=BADGE:https://x";

    assertThat(link(modern(event(line))).path("display").toString()).isEqualTo("{\"badge\":true}");
    assertThat(link(json(event(line))).path("display").asText()).isEqualTo("badge");
  }

  @Test
  void aRelationWithoutATypeSaysNone() {
    assertThat(json(task("RELATED-TO:parent")).path("relatedTo").path("parent").toString())
        .isEqualTo("{\"@type\":\"Relation\"}");
  }

  @Test
  void aLinkWithoutAddressIsKeptWhole() {
    assertThat(lines(eventJson("'links':{'l':{'@type':'Link','blobId':'b'}}")))
        .contains("JSCAL-PROP;JSPTR=\"links\":{\"l\":{\"@type\":\"Link\"\\,\"blobId\":\"b\"}}");
  }
}
