// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileContainersTest {
  private static final byte[] TEXT = "{}\n".getBytes(StandardCharsets.UTF_8);
  private static final String OUTSIDE = "is not the name of a file inside the archive";

  @TempDir private Path scratch;

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).isEmpty();
    }
  }

  private PackedFiles open(byte[] bytes, Limits limits) throws IOException {
    return Containers.open(new ByteArrayInputStream(bytes), limits, Optional.of(scratch));
  }

  private void refused(byte[] bytes, Limits limits, String entry, String reason) {
    assertThatThrownBy(() -> open(bytes, limits).close())
        .isInstanceOf(ContainerDamaged.class)
        .hasMessageContaining(reason)
        .extracting(e -> ((ContainerDamaged) e).entry())
        .isEqualTo(entry);
  }

  private void refused(byte[] bytes, String entry, String reason) {
    refused(bytes, Limits.USUAL, entry, reason);
  }

  @ParameterizedTest
  @DisplayName("S01 a name that leads out of the archive is refused, and nothing is written")
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "/etc/evil",
        "C:evil",
        "c:\\evil",
        "..\\evil",
        "a\\b",
        "a//b",
        "a/./b",
        "..",
        "contacts/.."
      })
  void leadsOut(String name) {
    HostileZip zip = new HostileZip();
    zip.add("archive.json", TEXT);
    zip.add(name, TEXT);
    refused(zip.bytes(), name, OUTSIDE);
    refused(new HostileTar().add(name, TEXT).compressed(), name, OUTSIDE);
    refused(new HostileTar().add(name, TEXT).tar(), name, OUTSIDE);
    String line = " path=" + name + "\n";
    refused(
        new HostileTar().pax((line.length() + 2) + line).add("harmless", TEXT).tar(),
        name,
        OUTSIDE);
  }

  @Test
  @DisplayName("S02 a file that unpacks to a thousand times its size is refused unread")
  void flatBomb() {
    HostileZip zip = new HostileZip();
    zip.add("zeros", new byte[32 << 20]);
    refused(zip.bytes(), "zeros", "unpacks to more than 200 times its size");
    refused(
        new HostileTar().add("zeros", new byte[32 << 20]).compressed(),
        "",
        "unpacks to more than 200 times its size");
  }

  @Test
  @DisplayName("S02 a file is read no further than the size it says")
  void lyingSize() throws IOException {
    HostileZip zip = new HostileZip();
    byte[] zeros = new byte[1 << 20];
    HostileZip.Entry entry =
        zip.add("name".getBytes(StandardCharsets.UTF_8), HostileZip.deflated(zeros), TEXT);
    assertThat(entry.size).isEqualTo(3);
    try (PackedFiles files = open(zip.bytes(), Limits.USUAL);
        InputStream in = files.open(files.find("name").orElseThrow())) {
      assertThatThrownBy(in::readAllBytes).hasMessage("name: is longer than the archive says");
    }
  }

  @Test
  @DisplayName("S02 entries that lie in each other are refused")
  void overlapping() {
    HostileZip zip = new HostileZip();
    HostileZip.Entry entry = zip.add("kernel", TEXT);
    zip.again(entry, "kernel2");
    refused(zip.bytes(), "kernel", "lies where another entry does");
    HostileZip quoted = new HostileZip();
    byte[] inner = innerEntry();
    HostileZip.Entry outer = quoted.add("a".getBytes(StandardCharsets.UTF_8), inner, inner);
    outer.method = 0;
    HostileZip.Entry b = quoted.again(outer, "b");
    b.offset = outer.offset + 31;
    refused(quoted.bytes(), "a", "is another entry than the zip file's directory says");
  }

  private static byte[] innerEntry() {
    HostileZip zip = new HostileZip();
    zip.add("b", TEXT);
    return Arrays.copyOf(zip.bytes(), 31 + HostileZip.deflated(TEXT).length);
  }

  @Test
  @DisplayName("S02 more entries, bytes or depth than allowed are refused, naming the entry")
  void limits() {
    HostileZip zip = new HostileZip();
    HostileTar tar = new HostileTar();
    byte[] text = "x".repeat(300).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5; i++) {
      zip.add("dir/" + i, text);
      tar.add("dir/" + i, text);
    }
    for (byte[] bytes : new byte[][] {zip.bytes(), tar.tar(), tar.compressed()}) {
      refused(bytes, new Limits(1_000, 1_400, 200, 64), "dir/4", "above 1400 bytes");
    }
    refused(zip.bytes(), new Limits(4, 9_999, 200, 64), "", "has 5 entries");
    refused(tar.tar(), new Limits(4, 9_999, 200, 64), "dir/3", "is one more than 4 entries");
    refused(
        new HostileTar().add("a/b/c/d", TEXT).tar(),
        new Limits(9, 99, 9, 2),
        "a/b/c/d",
        "deeper than 2");
  }

  @Test
  @DisplayName("S02 a count of entries that is a lie costs no memory")
  void lyingCount() {
    HostileZip zip = new HostileZip();
    zip.add("a", TEXT);
    refused(zip.bytes(60_000), "", "has fewer entries than it says");
    zip.add("b", TEXT);
    refused(zip.bytes(1), "", "has more entries than it says");
  }

  static Stream<Map.Entry<Character, String>> notFiles() {
    return Map.of(
        '1',
        "is a link",
        '2',
        "is a link",
        '3',
        "is a device",
        '4',
        "is a device",
        '6',
        "is a pipe",
        'S',
        "is a sparse file",
        'V',
        "is no file")
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @DisplayName("S03 a link, device, pipe or sparse file is refused, and no link is made")
  @MethodSource
  void notFiles(Map.Entry<Character, String> type) {
    byte[] tar = new HostileTar().add("evil", type.getKey(), 0600, new byte[0]).tar();
    refused(tar, "evil", type.getValue());
    refused(HostileTar.compressed(tar), "evil", type.getValue());
  }

  @Test
  @DisplayName("S03 a file with the rights of another, or sparse by a pax header, is refused")
  void setuid() {
    refused(new HostileTar().add("evil", '0', 04755, TEXT).tar(), "evil", "setuid");
    refused(
        new HostileTar().pax("22 GNU.sparse.major=1\n").add("evil", TEXT).tar(),
        "evil",
        "is a sparse file");
    for (int mode : new int[] {0120777, 0020600, 0010600, 0104755}) {
      HostileZip zip = new HostileZip();
      zip.add("evil", TEXT).mode = mode;
      refused(
          zip.bytes(),
          "evil",
          mode == 0120777 ? "is a link" : mode == 0104755 ? "setuid" : "is no file");
    }
  }

  @Test
  @DisplayName("S04 a name that is there twice is refused")
  void twice() {
    HostileZip zip = new HostileZip();
    zip.add("a/b", TEXT);
    zip.add("a/b", TEXT);
    refused(zip.bytes(), "a/b", "is there twice");
    refused(new HostileTar().add("a", TEXT).add("./a", TEXT).tar(), "a", "is there twice");
    refused(
        new HostileTar().add("a", TEXT).add("a/b", TEXT).tar(),
        "a/b",
        "as a file and as a directory");
    refused(new HostileTar().add("a/b", TEXT).add("a", TEXT).tar(), "a", "is there twice");
  }

  @Test
  @DisplayName("S04 a directory that says otherwise than the headers of the entries is refused")
  void contradiction() {
    for (int lie = 0; lie < 5; lie++) {
      HostileZip zip = new HostileZip();
      zip.add("first", TEXT);
      HostileZip.Entry entry = zip.add("second", TEXT);
      switch (lie) {
        case 0 -> entry.name = "other!".getBytes(StandardCharsets.UTF_8);
        case 1 -> entry.checksum++;
        case 2 -> entry.size++;
        case 3 -> entry.packed--;
        default -> entry.offset++;
      }
      assertThatThrownBy(() -> open(zip.bytes(), Limits.USUAL).close())
          .isInstanceOf(ContainerDamaged.class);
    }
  }

  @Test
  @DisplayName(
      "S05 names of 10,000 characters, with control characters or right-to-left marks, are shown harmlessly")
  void oddNames() throws IOException {
    String longName = "x".repeat(10_000);
    String steering = "a\u001b[2Jb\u202ec";
    HostileZip zip = new HostileZip();
    zip.add(longName, TEXT);
    zip.add(steering, TEXT);
    try (PackedFiles files = open(zip.bytes(), Limits.USUAL)) {
      assertThat(files.find(longName)).isPresent();
      assertThat(files.find(steering)).isPresent();
    }
    zip.add(steering, TEXT);
    refused(zip.bytes(), "a?[2Jb?c", "a?[2Jb?c: is there twice");
    zip = new HostileZip();
    zip.add(longName, TEXT);
    zip.add(longName, TEXT);
    refused(zip.bytes(), "x".repeat(120) + "… (10000 characters)", "is there twice");
    zip = new HostileZip();
    zip.add("a\0b", TEXT);
    refused(zip.bytes(), "a?b", OUTSIDE);
  }

  @Test
  @DisplayName("S06 twins by case or by normalisation are two files")
  void twins() throws IOException {
    HostileTar tar = new HostileTar();
    HostileZip zip = new HostileZip();
    for (String name : new String[] {"A.txt", "a.txt", "\u00e4", "a\u0308"}) {
      tar.add(name, name.getBytes(StandardCharsets.UTF_8));
      zip.add(name, name.getBytes(StandardCharsets.UTF_8));
    }
    for (byte[] bytes : new byte[][] {tar.tar(), tar.compressed(), zip.bytes()}) {
      try (PackedFiles files = open(bytes, Limits.USUAL)) {
        for (String name : new String[] {"A.txt", "a.txt", "\u00e4", "a\u0308"}) {
          assertThat(files.open(files.find(name).orElseThrow())).hasContent(name);
        }
      }
    }
  }

  @Test
  void encryptedOrUnknownPackingIsRefused() {
    HostileZip zip = new HostileZip();
    zip.add("secret", TEXT).flags |= 1;
    refused(zip.bytes(), "secret", "is encrypted");
    zip = new HostileZip();
    zip.add("new", TEXT).method = 93;
    refused(zip.bytes(), "new", "is packed by method 93");
  }

  @Test
  @DisplayName(
      "a container that was cut off anywhere, or in which a bit was turned, is never taken for whole")
  void damaged() throws IOException {
    Random random = new Random(7);
    byte[] noise = new byte[3_000];
    random.nextBytes(noise);
    HostileZip zip = new HostileZip();
    HostileTar tar = new HostileTar();
    for (int i = 0; i < 3; i++) {
      zip.add("file" + i, noise);
      tar.add("file" + i, noise);
    }
    for (byte[] whole : new byte[][] {zip.bytes(), tar.compressed()}) {
      for (int i = 0; i < 200; i++) {
        int at = random.nextInt(whole.length);
        assertThat(isWhole(Arrays.copyOf(whole, at), noise)).as("cut at %d", at).isFalse();
        byte[] turned = whole.clone();
        turned[at] ^= (byte) (1 << random.nextInt(8));
        // A bit may lie in what nobody needs, as a time; then everything is there all the same.
        isWhole(turned, noise);
      }
    }
  }

  /** Whether all files are there; fails if one is there with another content. */
  private boolean isWhole(byte[] bytes, byte[] content) throws IOException {
    try (PackedFiles files = open(bytes, Limits.USUAL)) {
      for (int i = 0; i < 3; i++) {
        Optional<PackedFile> file = files.find("file" + i);
        if (file.isEmpty()) {
          return false;
        }
        try (InputStream in = files.open(file.get())) {
          assertThat(in.readAllBytes()).isEqualTo(content);
        }
      }
      return true;
    } catch (ContainerDamaged e) {
      return false;
    }
  }
}
