package dev.seaworthy.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /** The leaves and roots that implementations of Certificate Transparency test each other by. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final List<byte[]> ENTRIES =
      IntStream.range(0, 70)
          .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
          .toList();

  private final NaiveTree naive = new NaiveTree(ENTRIES);

  @Test
  void hasThePublishedRoots() throws LogException {
    List<byte[]> leaves = LEAVES.stream().map(HexFormat.of()::parseHex).toList();
    for (int size = 0; size < ROOTS.size(); size++) {
      TreeHash root = new MerkleTree(new NaiveTree(leaves), size).root();
      assertThat(HexFormat.of().formatHex(root.bytes())).isEqualTo(ROOTS.get(size));
    }
  }

  @Test
  void everyInclusionIsProvenAndNoOther() throws LogException {
    for (int size = 1; size <= ENTRIES.size(); size++) {
      MerkleTree tree = new MerkleTree(naive, size);
      for (int index = 0; index < size; index++) {
        List<TreeHash> path = tree.inclusion(index);
        TreeHash leaf = TreeHash.ofLeaf(ENTRIES.get(index));
        assertThat(ProofCheck.includes(tree.root(), size, index, leaf, path)).isTrue();
        for (int other = 0; other < size; other++) {
          TreeHash another = TreeHash.ofLeaf(ENTRIES.get(other));
          assertThat(ProofCheck.includes(tree.root(), size, index, another, path))
              .isEqualTo(other == index);
          assertThat(ProofCheck.includes(tree.root(), size, other, leaf, path))
              .isEqualTo(other == index);
        }
      }
    }
  }

  @Test
  void everyGrowthIsProvenAndNoOther() throws LogException {
    for (int size = 0; size <= ENTRIES.size(); size++) {
      MerkleTree tree = new MerkleTree(naive, size);
      for (int from = 0; from <= size; from++) {
        List<TreeHash> path = tree.consistency(from);
        TreeHash old = naive.root(from);
        assertThat(ProofCheck.extendsTree(old, from, tree.root(), size, path)).isTrue();
        for (int other = 0; other <= size; other++) {
          assertThat(ProofCheck.extendsTree(naive.root(other), from, tree.root(), size, path))
              .isEqualTo(other == from);
        }
      }
    }
  }

  @Test
  void aProofWithAHashMoreLessOrChangedIsRefused() throws LogException {
    int size = 21;
    MerkleTree tree = new MerkleTree(naive, size);
    TreeHash root = tree.root();
    for (int at = 0; at < size; at++) {
      int index = at;
      TreeHash leaf = TreeHash.ofLeaf(ENTRIES.get(index));
      assertThat(mutants(tree.inclusion(index)))
          .noneMatch(path -> ProofCheck.includes(root, size, index, leaf, path));
      if (index > 0) {
        assertThat(mutants(tree.consistency(index)))
            .noneMatch(path -> ProofCheck.extendsTree(naive.root(index), index, root, size, path));
      }
    }
  }

  @Test
  void numbersBeyondTheTreeAreRefused() {
    TreeHash leaf = TreeHash.ofLeaf(ENTRIES.get(0));
    assertThat(ProofCheck.includes(leaf, 1, 0, leaf, List.of())).isTrue();
    assertThat(ProofCheck.includes(leaf, 1, 1, leaf, List.of())).isFalse();
    assertThat(ProofCheck.includes(leaf, 1, -1, leaf, List.of())).isFalse();
    assertThat(ProofCheck.includes(leaf, 0, 0, leaf, List.of())).isFalse();
    assertThat(ProofCheck.extendsTree(leaf, 2, leaf, 1, List.of())).isFalse();
    assertThat(ProofCheck.extendsTree(leaf, 0, leaf, 1, List.of())).isFalse();
  }

  private static List<List<TreeHash>> mutants(List<TreeHash> path) {
    TreeHash foreign = TreeHash.OF_NOTHING;
    List<List<TreeHash>> mutants = new ArrayList<>();
    for (int at = 0; at <= path.size(); at++) {
      List<TreeHash> longer = new ArrayList<>(path);
      longer.add(at, foreign);
      mutants.add(longer);
      if (at < path.size()) {
        List<TreeHash> changed = new ArrayList<>(path);
        changed.set(at, foreign);
        mutants.add(changed);
        List<TreeHash> shorter = new ArrayList<>(path);
        shorter.remove(at);
        mutants.add(shorter);
      }
    }
    return mutants;
  }
}
