package dev.glossa.judges.sentencepiece;

/// The pieces of one text, in order.
///
/// @param ids    index of each piece in the model's vocabulary
/// @param begins where each piece starts in the text, in code points; the blank before a word belongs to the word
/// @param ends   where it ends, exclusive
public record Segmentation(int[] ids, int[] begins, int[] ends) {
    public int size() {
        return ids.length;
    }
}
