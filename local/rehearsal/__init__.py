"""`make rehearse`: the real deployment on ministack, a local AWS that runs the packaged functions as processes."""
