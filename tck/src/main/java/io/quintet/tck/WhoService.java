package io.quintet.tck;

import io.quintet.tck.contract.TckWho.Answer;
import io.quintet.tck.contract.TckWho.Question;

/** Says who it is. */
public record WhoService(String instance) {
    /** Request/response. */
    public Answer once(Question question) {
        return new Answer(instance, question.number());
    }

    /** Request/response. */
    public Answer again(Question question) {
        return new Answer(instance, question.number());
    }
}
