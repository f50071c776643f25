// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.similar.FieldChange;

final class FieldWordsTest {
  @Test
  void aChangedFieldShowsOldAndNew() {
    assertThat(words("phones/p1", "{'number':'+44 18'}", "{'number':'+44 99'}"))
        .isEqualTo("phone +44 18 -> +44 99");
    assertThat(
            words(
                "name",
                "{'full':'Ada'}",
                "{'components':[{'kind':'given','value':'Ada'},{'kind':'surname','value':'King'}]}"))
        .isEqualTo("name Ada -> Ada King");
    assertThat(words("organizations/o", "{'name':'A'}", "{'name':'A','units':[{'name':'Sales'}]}"))
        .isEqualTo("organization A -> A, Sales");
    assertThat(
            words(
                "anniversaries/a",
                "{'kind':'birth','date':{'@type':'PartialDate','month':4,'day':30}}",
                "{'kind':'birth','date':{'@type':'PartialDate','year':1777,'month':4,'day':30}}"))
        .isEqualTo("birthday --04-30 -> 1777-04-30");
    assertThat(words("language", "'en'", "'de'")).isEqualTo("language en -> de");
  }

  @Test
  void whatIsAddedOrRemovedIsSaid() {
    assertThat(words("emails/e1", "", "{'address':'ada@example.org'}"))
        .isEqualTo("e-mail ada@example.org added");
    assertThat(words("keywords/friend", "true", "")).isEqualTo("keyword friend removed");
    assertThat(words("notes/n", "", "{'note':'met in Turin'}"))
        .isEqualTo("note met in Turin added");
    assertThat(words("titles/t", "{'kind':'role','name':'Boss'}", ""))
        .isEqualTo("role Boss removed");
    assertThat(words("vCardProps", "", "[['x-foo',{},'text','bar']]")).contains("vCard property");
    assertThat(words("vCardProps/x", "", "['x-foo',{},'text','bar']")).isEqualTo("X-FOO bar added");
  }

  @Test
  void pictureAreSizesNotBytes() {
    String photo = "data:image/jpeg;base64," + "A".repeat(54_668);

    assertThat(words("media/m", "", "{'kind':'photo','uri':'" + photo + "'}"))
        .isEqualTo("photo (41 kB) added");
    assertThat(
            words(
                "media/m",
                "{'kind':'photo','uri':'x-oneway-media:sha256=00;size=7;type=image/png'}",
                "{'kind':'photo','uri':'" + photo + "'}"))
        .isEqualTo("photo (41 kB)");
    assertThat(words("media/m", "{'kind':'logo','uri':'x-oneway-media:sha256=00;size=7'}", ""))
        .isEqualTo("logo (7 bytes) removed");
  }

  @Test
  void whereTheValueIsTheSameTheMembersThatDifferAreNamed() {
    assertThat(
            words(
                "phones/p1",
                "{'number':'1','contexts':{'work':true}}",
                "{'number':'1','contexts':{'private':true},'label':'car'}"))
        .isEqualTo("phone 1: contexts, label changed");
  }

  @Test
  void anEntryThatGoesWhileAnotherComesIsOneThatChanges() {
    List<FieldChange> changes =
        List.of(
            new FieldChange("phones/a", json("{'number':'1'}"), Optional.empty()),
            new FieldChange("notes/n", Optional.empty(), json("{'note':'x'}")),
            new FieldChange("phones/b", Optional.empty(), json("{'number':'2'}")));

    assertThat(FieldWords.of(changes)).isEqualTo("phone 1 -> 2, note x added");
  }

  @Test
  void noticesNameFieldsInWords() {
    assertThat(
            Notices.line(
                new Notice(
                    Notice.About.CONFLICT,
                    "Book",
                    "Ada",
                    "notes/NOTE-1-2 was changed on both sides")))
        .isEqualTo("Ada: note was changed on both sides");
    assertThat(Notices.line(new Notice(Notice.About.FOLDER_GONE, "a/b", "", "is gone")))
        .isEqualTo("\"a/b\": is gone");
  }

  @Test
  void longAndHostileValuesAreCutAndEscaped() {
    String words = words("notes/n", "", "{'note':'" + "x".repeat(500) + "'}");

    assertThat(words.length()).isLessThan(80);
    assertThat(words("phones/p~1~01", "{'number':'\\u001b[2J'}", "{'number':'1'}"))
        .isEqualTo("phone \\x1b[2J -> 1");
  }

  @Test
  void whateverIsInAFieldThereAreWordsForIt() {
    for (String value :
        List.of(
            "null", "[]", "{}", "1", "true", "[{}]", "{'components':3}", "{'date':{}}", "[[1]]")) {
      assertThat(words("phones/p", "", value)).startsWith("phone");
      assertThat(words("unheardOf", value, "'x'")).startsWith("unheard of");
    }
  }

  private static String words(String path, String before, String after) {
    return FieldWords.of(List.of(new FieldChange(path, json(before), json(after))));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new ObjectMapper().readTree(text.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
