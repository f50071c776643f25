// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Uid;

final class FileNamesTest {
  private static final List<String> HOSTILE =
      List.of(
          "CON",
          "con",
          "aux.txt",
          "LPT1",
          "nul.",
          "trailing.",
          "trailing ",
          " leading",
          ".hidden",
          "..",
          ".",
          "",
          "a/b",
          "a\\b",
          "C:",
          "a:b",
          "*",
          "?",
          "\"",
          "<",
          ">",
          "|",
          "nul\u0000",
          "\u202Etxt.exe",
          "line\nbreak",
          "folder.json",
          "Folder.JSON",
          "address-book.json",
          "x".repeat(10_000),
          "\uD83D\uDE00".repeat(100),
          "e\u0301",
          "\u00e9",
          "A",
          "a",
          "a~0cc175b9c0f1b6a831c399e269772661");

  @Test
  @DisplayName("S05 S07 a folder's directory has a name that every file system takes")
  void directoriesAreSafe() {
    for (String name : HOSTILE) {
      String directory = FileNames.ofFolder(name, taken -> false);
      assertThat(directory.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 120);
      assertThat(directory).doesNotContainPattern("[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}]");
      assertThat(directory).doesNotMatch("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
      assertThat(directory).doesNotMatch("(?s)[ .].*|.*[ .]|(?i).*\\.json");
    }
  }

  @Test
  @DisplayName("S06 twins by case and by normalisation have different directories")
  void twinsAreKeptApart() {
    Set<String> taken = new HashSet<>();
    List<String> directories = new ArrayList<>();
    for (String name : HOSTILE) {
      String directory = FileNames.ofFolder(name, taken::contains);
      directories.add(directory);
      assertThat(taken.add(FileNames.folded(directory))).as(directory).isTrue();
    }
    assertThat(directories).contains("A").doesNotContain("a").doesNotHaveDuplicates();
  }

  @Test
  void ordinaryNamesStay() {
    for (String name : List.of("Personal", "Müller & Söhne", "联系人", "a~b", "v1.0")) {
      assertThat(FileNames.ofFolder(name, taken -> false)).isEqualTo(name);
    }
  }

  @Test
  @DisplayName("S05 S06 S07 an item's file name is short ASCII, and different for twins")
  void itemsAreSafe() {
    Set<String> names = new HashSet<>();
    for (String uid : HOSTILE) {
      if (uid.isEmpty()) {
        continue;
      }
      String name = FileNames.ofItem(new Uid(uid));
      assertThat(name).matches("[a-z0-9-]{1,80}\\.json");
      assertThat(FileNames.couldBeOfItem(name)).isTrue();
      assertThat(names.add(name)).isTrue();
    }
  }

  @Test
  void fileNameOfItemIsReadable() {
    assertThat(FileNames.ofItem(new Uid("urn:uuid:AB-12")))
        .startsWith("ab-12-")
        .isEqualTo(FileNames.ofItem(new Uid("urn:uuid:AB-12")));
  }

  @Test
  void readablePartHasTheLettersAndDigitsOfTheUidWithoutAccents() {
    for (String[] uid :
        new String[][] {
          {"Ünïcode Straße 7", "unicode-stra-e-7"},
          {"--a__b--", "a-b"},
          {"İstanbul", "istanbul"},
          {"e\u0301\u20DD!", "e"},
          {"uRn:UuId:X", "x"},
          {"ab-" + "c".repeat(36) + "-d", "ab-" + "c".repeat(36)},
          {"a\uD83Db\uD83D\uDE00c", "a-b-c"},
        }) {
      assertThat(FileNames.ofItem(new Uid(uid[0]))).matches(uid[1] + "-[0-9a-f]{32}\\.json");
    }
    assertThat(FileNames.ofItem(new Uid("联系人"))).matches("[0-9a-f]{32}\\.json");
  }
}
