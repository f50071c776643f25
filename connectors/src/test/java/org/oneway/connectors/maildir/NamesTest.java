// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files, keywords and folders. */
final class NamesTest {
  @Test
  void whatStandsBehindTheSeparatorAreFlags() {
    assertThat(MessageName.of("1.a.host,S=5:2,FS"))
        .isEqualTo(new MessageName("1.a.host,S=5", ":", "FS", ""));
    assertThat(MessageName.of("1.a.host;2,S").letters()).isEqualTo("S");
    assertThat(MessageName.of("1.a.host").unique()).isEqualTo("1.a.host");
    assertThat(MessageName.of("1.a.host:1,x").letters()).isEmpty();
    assertThat(MessageName.of("1.a.host:2,").unique()).isEqualTo("1.a.host");
  }

  @Test
  void flagsAreWrittenInOrderAndWhatOthersAddedStays() {
    assertThat(MessageName.of("1.a:2,S,x=1").with("SaF").file()).isEqualTo("1.a:2,FSa,x=1");
    assertThat(MessageName.of("1.a;2,").with("S").file()).isEqualTo("1.a;2,S");
  }

  @Test
  void lettersStandForKeywords() {
    Keywords names = Keywords.of(List.of("0 $Junk", "bad", "99 x", "-1 y", "25 Last", "1 "));
    assertThat(names.named("SazQ")).containsExactly("$junk", "$seen", "last");
    assertThat(names.letters(Set.of("$seen", "$junk"), "Sbz")).contains("a", "S", "b");
  }

  @Test
  void aKeywordThatIsNoneGetsNoLetter() {
    Keywords names = Keywords.of(List.of()).with(Set.of("a\nb", "two words", "(x", "fine"));
    assertThat(names.text()).isEqualTo("0 fine\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Work",
        "Entw\u00fcrfe",
        "a.b",
        "R&D",
        "\\",
        "~",
        ".",
        "..",
        "...",
        "cur",
        "new",
        "\ud83d\ude80 up",
        "\ud83d",
        "a\u0000b",
        "\r\n",
        "x\\2e",
        "&AC8-",
        " ",
        "-",
        "&"
      })
  void everyNameComesBackAsItWas(String name) {
    for (boolean hasDots : List.of(true, false)) {
      String encoded = FolderNames.encode(name, hasDots);
      assertThat(encoded).matches("[ -~]+").doesNotContain("/").doesNotStartWith(".");
      assertThat(FolderNames.decode(encoded)).isEqualTo(name.equals("\ud83d") ? "\ufffd" : name);
    }
    assertThat(FolderNames.encode(name, false)).doesNotContain(".");
    assertThat(FolderNames.encode(name, true)).isNotIn("cur", "new", "tmp");
  }

  @Test
  void dovecotsNamesAreReadAndOthersStayAsTheyAre() {
    assertThat(FolderNames.decode("&U,BTFw-")).isEqualTo("\u53f0\u5317");
    assertThat(FolderNames.decode("&broken")).isEqualTo("&broken");
    assertThat(FolderNames.decode("&*-")).isEqualTo("&*-");
    assertThat(FolderNames.decode("Gel\u00f6scht")).isEqualTo("Gel\u00f6scht");
    assertThat(FolderNames.encode("\u53f0\u5317", false)).isEqualTo("&U,BTFw-");
  }
}
