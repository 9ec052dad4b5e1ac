// A demo account's button fills the form and sends it.
for (const button of document.querySelectorAll("[data-demo]")) {
  button.addEventListener("click", () => {
    document.getElementById("email").value = button.dataset.demo;
    document.getElementById("password").value = "Demo-1234!";
    document.querySelector("form[method='post'] button[type='submit'].rz-primary").click();
  });
}
