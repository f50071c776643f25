// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;

final class JournalFileTest {
  @TempDir Path directory;

  private static Entry entry(long id) {
    Left left = new Left(true, Optional.of(new Reference("friends/" + id)), Optional.empty());
    FolderId friends = new FolderId("friends");
    return new Entry(
        id,
        Entry.What.MADE,
        Kind.CONTACT,
        "Zoë " + id,
        "uid-" + id,
        0,
        Optional.empty(),
        friends,
        friends,
        left,
        Optional.empty(),
        Optional.empty());
  }

  private Path file() {
    return directory.resolve("contacts.jsonl");
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<Long> read() throws IOException {
    List<Long> ids = new ArrayList<>();
    JournalFile.<RuntimeException>read(file(), entry -> ids.add(entry.id()));
    return ids;
  }

  @Test
  void entriesAreReadFromTheLastToTheFirstWithoutThoseThatCameToNothing() throws IOException {
    try (JournalFile journal = new JournalFile(this::open)) {
      journal.before(List.of(entry(1), entry(2)));
      journal.after(Map.of(1L, Left.UNTOUCHED));
      journal.before(List.of(entry(3)));
    }
    assertThat(read()).containsExactly(3L, 2L);
  }

  @Test
  void aLastLineThatIsCutOffIsNoEntryWhereverItIsCut() throws IOException {
    try (JournalFile journal = new JournalFile(this::open)) {
      journal.before(List.of(entry(1), entry(2)));
    }
    byte[] whole = Files.readAllBytes(file());
    int first = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length = first; length < whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThat(read()).as("%s bytes", length).containsExactly(1L);
    }
  }

  @Test
  void aLineThatIsDamagedIsNotPassedOver() throws IOException {
    try (JournalFile journal = new JournalFile(this::open)) {
      journal.before(List.of(entry(1), entry(2)));
    }
    Files.writeString(file(), Files.readString(file()).replaceFirst("MADE", "MA\"DE"));
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  @Test
  void nothingIsWrittenBehindWhatCouldNotBeWritten() throws IOException {
    FileChannel[] opened = {open()};
    try (JournalFile journal = new JournalFile(() -> opened[0])) {
      journal.before(List.of(entry(1)));
      opened[0].close();
      assertThatThrownBy(() -> journal.before(List.of(entry(2)))).isInstanceOf(IOException.class);
      opened[0] = open();
      assertThatThrownBy(() -> journal.after(Map.of(1L, Left.UNTOUCHED)))
          .isInstanceOf(IOException.class);
      opened[0].close();
    }
    assertThat(read()).containsExactly(1L);
  }
}
