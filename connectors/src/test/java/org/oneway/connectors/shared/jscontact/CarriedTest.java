// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscontact.Sample.contact;
import static org.oneway.connectors.shared.jscontact.Sample.json;
import static org.oneway.connectors.shared.jscontact.Sample.read;
import static org.oneway.connectors.shared.jscontact.Sample.reread;
import static org.oneway.connectors.shared.jscontact.Sample.written;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Finding;

/** What has no member travels as it is, and what vCard does not know as JSPROP. */
final class CarriedTest {
  @Test
  void whatHasNoMemberTravelsAsItIsAndComesBackOnce() {
    String[] lines = {
      "GENDER:M;Fellow", "X-EVOLUTION-FILE-AS:Doe\\, John", "CLASS:PUBLIC",
      "item1.X-ABDATE:2009-05-08", "item1.X-ABLabel:Unser Tag", "X-PHONETIC-FIRST-NAME:jon"
    };
    JsonNode card = read("4.0", lines);
    assertThat(card.path("vCardProps")).hasSize(6);
    assertThat(card.path("vCardProps").get(0))
        .isEqualTo(json("['gender',{},'text',['M','Fellow']]"));
    assertThat(written(card, CardVersion.V4_0)).contains(lines);
    assertThat(written(card, CardVersion.V3_0)).contains(lines);
  }

  @Test
  void membersThatVcardDoesNotKnowComeBackThroughJsprop() {
    JsonNode card =
        json(
            "{'example.com:pet':{name:'Rex; the, dog'},phones:{p1:{number:'1','example.com:x':[1,2]}},"
                + "anniversaries:{a:{kind:'example.com:nameday',date:{month:7,day:26}}}}");
    List<String> lines = written(card, CardVersion.V4_0);
    assertThat(lines).contains("JSPROP;JSPTR=\"example.com:pet\":{\"name\":\"Rex\\; the\\, dog\"}");
    JsonNode back = reread(lines);
    for (String member : List.of("example.com:pet", "phones", "anniversaries")) {
      assertThat(back.path(member)).isEqualTo(card.path(member));
    }
    assertThat(back.has("vCardProps")).isFalse();
  }

  @Test
  void eachLineThatTravelsAsItIsIsTold() {
    assertThat(contact("3.0", "FN:Ada", "X-A:b", "X-C:d").findings())
        .extracting(Finding::words)
        .containsExactly(
            "x.vcf line 4: X-A: has no member in JSContact; travels as it is",
            "x.vcf line 5: X-C: has no member in JSContact; travels as it is");
  }

  @Test
  void whatVersion3HasNothingForTravelsAsJspropAndKeepsItsKey() {
    JsonNode card =
        json(
            "{name:{full:'Ada'},phones:{a:{number:'1'},b:{number:'2','example.com:x':1}},"
                + "addresses:{h:{components:[{kind:'name',value:'Oak St',phonetic:'ok'}],"
                + "phoneticSystem:'ipa'}}}");
    List<String> written = written(card, CardVersion.V3_0);
    assertThat(written)
        .contains("TEL:1", "TEL;PROP-ID=b:2", "JSPROP;JSPTR=\"phones/b/example.com:x\":1");
    String[] lines = written.subList(2, written.size() - 1).toArray(String[]::new);
    assertThat(read("3.0", lines).path("addresses")).isEqualTo(card.path("addresses"));
  }

  @Test
  void aJspropCannotChangeTheUid() {
    JsonNode card = read("4.0", "UID:mine", "JSPROP;JSPTR=\"uid\":\"other\"");
    assertThat(card.path("uid").asText()).isEqualTo("mine");
  }

  @Test
  void aPatchThatWouldMakeTheCardInvalidTravelsAsItIs() {
    JsonNode card = read("4.0", "FN:Ada", "JSPROP;JSPTR=\"name/full\":1");
    assertThat(card.at("/name/full").asText()).isEqualTo("Ada");
    assertThat(card.path("vCardProps")).hasSize(1);
  }
}
